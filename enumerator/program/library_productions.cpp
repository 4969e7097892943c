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

namespace {

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
    lambda::TermStore store;
    const std::string text = library_text(path);
    compressor::Library library =
        naming(path, [&] { return compressor::read_library(store, text); });
    for (lambda::Abstraction& abstraction : library) {
        abstraction.body = rasp::canonical(store, abstraction.body);
    }
    const std::vector<std::string> texts = compressor::dreamcoder_texts(store, library);
    std::vector<std::string> productions;
    for (std::size_t i = 0; i < library.size(); ++i) {
        if (has_rasp_type(texts[i])) {
            productions.push_back(texts[i]);
        } else {
            fmt::print(stderr, "rasp-enumerate: {}: {} has no type in RASP and is left out: {}\n",
                       source_name(path), store.name(library[i].name), safe_excerpt(texts[i], 100));
        }
    }
    return productions;
}

} // namespace rasp_stitch::enumerator
