#pragma once

// RASP with the names that a compression gives meanings to: its abstractions, and those that the
// corpus had before.
//
//     KnownRasp rasp(corpus, compression);
//     rasp.typed(compression.steps[0].rewriting.roots[0])->type
//     rasp::compile(corpus.store, rasp.canonical(program), {.library = &rasp.library()})

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/inference.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/report/evaluation_data.hpp"

#include <optional>

namespace rasp_stitch::compressor {

class KnownRasp {
public:
    // The corpus must outlive the object, and is added to. Throws InputError for a literal that is
    // none, in an abstraction.
    KnownRasp(Corpus& corpus, const Compression& compression);

    std::optional<rasp::TypedProgram> typed(lambda::TermId term) {
        return rasp::typed(corpus_.store, types_, term, type_of_);
    }

    // As it is to be run: by its types, or where it has none by its names alone.
    lambda::TermId canonical(lambda::TermId term);

    const rasp::Library& library() const { return library_; }
    rasp::KnownNames names() { return {.types = types_, .type_of = type_of_, .library = library_}; }
    const lambda::TypeStore& types() const { return types_; }

private:
    void add(lambda::TermId name, lambda::TermId meaning); // each can use those before it

    Corpus& corpus_;
    lambda::TypeStore types_;
    rasp::Library library_;
    lambda::TypeOf type_of_;
};

} // namespace rasp_stitch::compressor
