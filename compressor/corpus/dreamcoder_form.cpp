#include "compressor/corpus/dreamcoder_form.hpp"

#include "lambda/terms/print.hpp"

#include <utility>

namespace rasp_stitch::compressor {

void DreamCoderForm::add(lambda::Symbol symbol, std::string text) {
    texts_[symbol] = std::move(text);
}

std::string_view DreamCoderForm::text_of(lambda::Symbol symbol) const {
    const auto known = texts_.find(symbol);
    return known == texts_.end() ? std::string_view{} : known->second;
}

std::string DreamCoderForm::program(lambda::TermId root) const {
    return lambda::print(
        store_, root,
        {.lambda = "lambda", .primitive = [&](lambda::Symbol symbol) { return text_of(symbol); }});
}

std::string DreamCoderForm::abstraction(const lambda::Abstraction& abstraction) const {
    const std::string body =
        lambda::print(store_, abstraction.body,
                      {.lambda = "lambda",
                       .primitive = [&](lambda::Symbol symbol) { return text_of(symbol); },
                       .metavariable =
                           [&](std::uint32_t index, std::uint32_t depth) {
                               return "$" + std::to_string(depth + abstraction.arity - 1 - index);
                           }});
    const bool is_bare = abstraction.arity == 0 && !body.starts_with('(');
    std::string text = is_bare ? "#(" : "#";
    for (std::uint32_t i = 0; i < abstraction.arity; ++i) {
        text += "(lambda ";
    }
    text += body;
    text.append(is_bare ? 1 : abstraction.arity, ')');
    return text;
}

} // namespace rasp_stitch::compressor
