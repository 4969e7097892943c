#include "benchmarks/ranks/recorded_searches.hpp"

#include "enumerator/ranks/search_bytes.hpp"

#include <ctime>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

SearchWork RecordedSearch::work() {
    if (!search) {
        search = std::make_unique<FewExamplesSearch>(language, request, task);
    }
    search->set_state(before);
    SearchWork work{
        .language = &language, .request = request, .tasks = {&task}, .few_examples = search.get()};
    work.options = options;
    return work;
}

void RecordingTeam::run(const SearchTurns& turns) {
    std::deque<RecordedSearch>& round = rounds_.emplace_back();
    for (std::size_t i = 0; i < turns.count; ++i) {
        const std::optional<SearchWork> work = turns.begin(i);
        if (!work) {
            continue;
        }
        RecordedSearch& search = round.emplace_back();
        search.language = *work->language;
        search.request = work->request;
        search.task = *work->tasks.front();
        search.before = work->few_examples->state();
        search.options = work->options;
        search.options.on_progress = nullptr;
        search.order = order_of(*work);
        const std::clock_t start = std::clock();
        search.answer = answer_to(search.order, work->options.budget.stop, {});
        search.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        take_answer(search.answer, *work);
        turns.end(i);
    }
}

} // namespace rasp_stitch::enumerator
