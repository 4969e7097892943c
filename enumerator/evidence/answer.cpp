#include "enumerator/evidence/answer.hpp"

#include "enumerator/evidence/plain_language.hpp"
#include "enumerator/grammar/expression_types.hpp"

#include <limits>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

std::size_t likeliest(std::span<const FrontierProgram> programs, lambda::TypeId request,
                      const Language& language, const Habits& habits, const std::string& task) {
    std::vector<std::string> texts;
    for (const FrontierProgram& program : programs) {
        texts.push_back(print_expression(language.terms, program.term));
    }
    PlainLanguage plain(language, request, texts);
    std::size_t best = 0;
    double fewest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < programs.size(); ++i) {
        const double nats = habits.nats(task, plain.terms(), plain.written_out(texts[i]));
        if (nats < fewest) {
            best = i;
            fewest = nats;
        }
    }
    return best;
}

} // namespace rasp_stitch::enumerator
