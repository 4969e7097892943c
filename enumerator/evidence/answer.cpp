#include "enumerator/evidence/answer.hpp"

#include "enumerator/evidence/plain_language.hpp"
#include "enumerator/grammar/expression_types.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

std::size_t likeliest(std::span<const FrontierProgram> programs, lambda::TypeId request,
                      const Language& language) {
    std::vector<std::string> texts;
    for (const FrontierProgram& program : programs) {
        texts.push_back(print_expression(language.terms, program.term));
    }
    PlainLanguage plain(language, request, texts);
    const auto pooled = [&](std::size_t i) {
        return programs[i].log_prior - plain_weight * plain.nats(plain.written_out(texts[i]));
    };
    std::size_t best = 0;
    double highest = pooled(0);
    for (std::size_t i = 1; i < programs.size(); ++i) {
        if (const double value = pooled(i); value > highest) {
            best = i;
            highest = value;
        }
    }
    return best;
}

} // namespace rasp_stitch::enumerator
