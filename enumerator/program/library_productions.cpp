#include "enumerator/program/library_productions.hpp"

#include "compressor/library/library.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/source/source_corpus.hpp"
#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>

namespace rasp_stitch::enumerator {

std::vector<std::string> read_library_productions(const std::string& path) {
    lambda::TermStore store;
    const rasp::SourceTexts texts = rasp::library_texts(path);
    for (const std::string& warning : texts.warnings) {
        fmt::print(stderr, "rasp-enumerate: {}\n", warning);
    }
    compressor::Library library =
        naming(path, [&] { return compressor::read_library(store, texts.text); });
    for (lambda::Abstraction& abstraction : library) {
        abstraction.body = rasp::canonical(store, abstraction.body);
    }
    const std::vector<std::string> expressions = compressor::dreamcoder_texts(store, library);
    std::vector<std::string> productions;
    for (std::size_t i = 0; i < library.size(); ++i) {
        if (has_rasp_type(expressions[i])) {
            productions.push_back(expressions[i]);
        } else {
            fmt::print(stderr, "rasp-enumerate: {}: {} has no type in RASP and is left out: {}\n",
                       source_name(path), store.name(library[i].name),
                       safe_excerpt(expressions[i], 100));
        }
    }
    return productions;
}

} // namespace rasp_stitch::enumerator
