#include "enumerator/program/library_productions.hpp"

#include "compressor/corpus/dreamcoder_form.hpp"
#include "compressor/library/library.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/source/source_corpus.hpp"
#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace rasp_stitch::enumerator {

namespace {

bool has_type(lambda::TypeStore& types, const PrimitiveType& primitive_type,
              const std::string& expression) {
    try {
        ExpressionTypes(types, primitive_type).production(expression);
        return true;
    } catch (const InputError&) {
        return false;
    }
}

std::string library_text(const std::string& path) {
    if (!rasp::is_source_path(path)) {
        return read_input(path);
    }
    const rasp::SourceTexts texts = rasp::source_library(path);
    for (const std::string& warning : texts.warnings) {
        fmt::print(stderr, "rasp-enumerate: {}\n", warning);
    }
    return texts.text;
}

} // namespace

std::vector<std::string> read_library_productions(const std::string& path) {
    const PrimitiveType primitive_type = rasp_type;
    lambda::TypeStore types;
    lambda::TermStore store;
    const std::string text = library_text(path);
    const compressor::Library library =
        naming(path, [&] { return compressor::read_library(store, text); });
    compressor::DreamCoderForm form(store);
    std::vector<std::string> productions;
    for (lambda::Abstraction abstraction : library) {
        abstraction.body = rasp::canonical(store, abstraction.body);
        const std::string production = form.abstraction(abstraction);
        form.add(store.symbol(abstraction.name), production);
        if (has_type(types, primitive_type, production)) {
            productions.push_back(production);
        } else {
            fmt::print(stderr, "rasp-enumerate: {}: {} has no type in RASP and is left out: {}\n",
                       source_name(path), store.name(abstraction.name),
                       safe_excerpt(production, 100));
        }
    }
    return productions;
}

} // namespace rasp_stitch::enumerator
