#include "enumerator/solve.hpp"

#include "lambda/type_text.hpp"
#include "rasp/primitives.hpp"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <exception>
#include <numeric>
#include <thread>

namespace rasp_stitch::enumerator {

namespace {

using Clock = std::chrono::steady_clock;

// `int` and `float` are tags of numbers; the type is `num`.
std::string with_nums(const std::string& type) {
    std::string out;
    for (std::size_t i = 0; i < type.size();) {
        std::size_t end = i;
        while (end < type.size() && std::isalpha(static_cast<unsigned char>(type[end])) != 0) {
            ++end;
        }
        const std::string word = type.substr(i, std::max<std::size_t>(end - i, 1));
        out += word == "int" || word == "float" ? "num" : word;
        i += word.size();
    }
    return out;
}

std::vector<SolvedGroup> group(std::span<const rasp::TaskEntry> entries,
                               const LanguageSource& language) {
    std::vector<SolvedGroup> groups;
    const std::vector<std::string> names = rasp_names(language.primitives);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        SolvedGroup wanted{
            .request = with_nums(entries[i].task.type), .literals = {}, .tasks = {}, .search = {}};
        if (!language.grammar) {
            wanted.literals = rasp::literals_of(entries[i]);
            std::erase_if(wanted.literals, [&](const std::string& name) {
                return std::ranges::find(names, name) != names.end();
            });
        }
        auto found = std::ranges::find_if(groups, [&](const SolvedGroup& g) {
            return g.request == wanted.request && g.literals == wanted.literals;
        });
        if (found == groups.end()) {
            found = groups.insert(groups.end(), std::move(wanted));
        }
        found->tasks.push_back(i);
    }
    return groups;
}

void search(SolvedGroup& group, std::span<const rasp::TaskEntry> entries,
            const LanguageSource& source, const BottomUpOptions& options) {
    LanguageSource with_literals = source;
    if (!source.grammar) {
        with_literals.primitives.clear();
        for (const std::string& name : rasp_names(source.primitives)) {
            with_literals.primitives += name + ',';
        }
        for (const std::string& name : group.literals) {
            with_literals.primitives += name + ',';
        }
    }
    Language language = read_language(with_literals);
    const lambda::TypeId request = lambda::parse_type(language.types, group.request);
    std::vector<rasp::Task> tasks;
    for (const std::size_t task : group.tasks) {
        tasks.push_back(entries[task].task);
    }
    const GrammarView view = view_of(language.types, language.grammar);
    group.search = enumerate_bottom_up(language.types, view, request, tasks, options);
}

} // namespace

std::vector<SolvedGroup> solve(std::span<const rasp::TaskEntry> entries,
                               const LanguageSource& language, const SolveOptions& options) {
    const Clock::time_point start = Clock::now();
    std::vector<SolvedGroup> groups = group(entries, language);
    const std::size_t threads = std::clamp<std::size_t>(options.threads, 1, groups.size() + 1);
    // Those with most tasks last: they get the time that the others leave.
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return groups[i].tasks.size(); });
    std::vector<std::exception_ptr> errors(groups.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < groups.size(); i = next++) {
            const double spent = std::chrono::duration<double>(Clock::now() - start).count();
            const auto left = static_cast<double>(groups.size() - i);
            const double share = std::min(1.0, static_cast<double>(threads) / left);
            try {
                search(groups[order[i]], entries, language,
                       {.upper = options.upper,
                        .kept = options.frontier,
                        .seconds = std::max(0.0, options.seconds - spent) * share,
                        .most_memory = options.most_memory / threads,
                        .stop = options.stop});
            } catch (...) { // must not leave a thread; thrown again when all have ended
                errors[order[i]] = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i) {
            others.emplace_back(work);
        }
        work();
    }
    for (const std::exception_ptr& error : errors) {
        if (error) {
            std::rethrow_exception(error);
        }
    }
    return groups;
}

} // namespace rasp_stitch::enumerator
