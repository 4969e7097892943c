#include "compressor/library/library.hpp"

#include "compressor/corpus/dreamcoder_form.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"

#include <array>
#include <cstddef>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::Abstraction;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Returns the term with some primitives replaced. All are replaced at once, so the new name of one
// may be the old name of another.
TermId with_primitives(TermStore& store, TermId term,
                       const std::unordered_map<TermId, TermId>& replacements) {
    std::unordered_map<TermId, TermId> made;
    for (const TermId part : lambda::subterms(store, std::array{term})) {
        TermId other = part;
        if (store.is(TermKind::application, part)) {
            other = store.application(made.at(store.function(part)), made.at(store.argument(part)));
        } else if (store.is(TermKind::lambda, part)) {
            other = store.lambda(made.at(store.body(part)), store.tag(part));
        } else if (const auto found = replacements.find(part); found != replacements.end()) {
            other = found->second;
        }
        made.emplace(part, other);
    }
    return made.at(term);
}

} // namespace

Library renamed(TermStore& store, const Library& library, std::span<const std::string> names) {
    std::unordered_map<TermId, TermId> replacements;
    for (std::size_t i = 0; i < library.size(); ++i) {
        replacements.emplace(library[i].name, store.primitive(names[i]));
    }
    Library result;
    for (LibraryAbstraction abstraction : library) {
        abstraction.name = replacements.at(abstraction.name);
        abstraction.body = with_primitives(store, abstraction.body, replacements);
        result.push_back(std::move(abstraction));
    }
    return result;
}

LibraryAbstraction moved(const LibraryAbstraction& abstraction, const TermStore& from,
                         TermStore& to) {
    LibraryAbstraction made = abstraction;
    made.name = to.primitive(from.name(abstraction.name));
    made.body = lambda::parse(to, lambda::print(from, abstraction.body), {.metavariables = true});
    return made;
}

std::vector<std::string> dreamcoder_texts(const TermStore& store, const Library& library) {
    DreamCoderForm form(store);
    std::vector<std::string> texts;
    for (const Abstraction& abstraction : library) {
        texts.push_back(form.abstraction(abstraction));
        form.add(store.symbol(abstraction.name), texts.back());
    }
    return texts;
}

} // namespace rasp_stitch::compressor
