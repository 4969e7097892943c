#include "enumerator/evidence/answer.hpp"

#include "enumerator/evidence/plain_language.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/term_store.hpp"

#include <limits>
#include <string>

namespace rasp_stitch::enumerator {

std::size_t likeliest(std::span<const FrontierProgram> programs, lambda::TypeId request,
                      const Language& language, const Habits& habits, const std::string& task) {
    lambda::TermStore store;
    std::size_t best = 0;
    double fewest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < programs.size(); ++i) {
        const std::string text = print_expression(language.terms, programs[i].term);
        const double nats =
            habits.nats(task, store, written_out(store, language.types, request, text));
        if (nats < fewest) {
            best = i;
            fewest = nats;
        }
    }
    return best;
}

} // namespace rasp_stitch::enumerator
