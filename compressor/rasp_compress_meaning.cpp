#include "compressor/rasp_compress_meaning.hpp"

#include "lambda/inference.hpp"
#include "lambda/parse.hpp"
#include "lambda/type_store.hpp"
#include "lambda/type_text.hpp"
#include "rasp/evaluate.hpp"
#include "rasp/library.hpp"
#include "rasp/read_program.hpp"
#include "rasp/task.hpp"
#include "rasp/typing.hpp"
#include "support/excerpt.hpp"
#include "support/input_error.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using rasp::Evaluation;
using rasp::FailureClass;

namespace {

// What the names of abstractions mean, those that the corpus had before included.
rasp::Library library_of(Corpus& corpus, const Compression& compression) {
    rasp::Library library;
    const auto in_place = [](lambda::TermStore&, TermId abstraction) { return abstraction; };
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        const TermId meaning = lambda::parse(corpus.store, known.text, {.abstraction = in_place});
        library.add(corpus.store.primitive(corpus.store.symbol_name(known.symbol)),
                    rasp::canonical(corpus.store, meaning));
    }
    for (const Step& step : compression.steps) {
        const lambda::Abstraction& abstraction = step.rewriting.abstraction;
        library.add(abstraction.name,
                    rasp::canonical(corpus.store, rasp::as_lambdas(corpus.store, abstraction)));
    }
    return library;
}

// Literals that look like some but are none have no canonical name.
std::optional<TermId> canonical(Corpus& corpus, TermId term) {
    try {
        return rasp::canonical(corpus.store, term);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

std::string shown(const lambda::TermStore& store, const Evaluation& evaluation) {
    constexpr std::size_t most_characters = 100;
    return evaluation.output
               ? safe_excerpt(rasp::to_json(*evaluation.output).dump(), most_characters)
               : rasp::describe(store, evaluation.failure);
}

class MeaningCheck {
public:
    MeaningCheck(Corpus& corpus, const Compression& compression, std::string_view text)
        : corpus_(corpus), library_(library_of(corpus, compression)),
          entries_(rasp::read_tasks(text)) {
        for (const rasp::TaskEntry& entry : entries_) {
            entry_of_.emplace(entry.task.name, &entry);
        }
    }

    void check(const Program& program, TermId rewritten) {
        const auto entry = entry_of_.find(program.name);
        if (entry == entry_of_.end() || entry->second->task.examples.empty()) {
            throw InputError({.found = "the program " + quote_excerpt(program.name) +
                                       " has no examples to check its meaning on",
                              .expected = "\"examples\" for each program, or no --check-meaning"});
        }
        const std::vector<rasp::Input> inputs = rasp::inputs_of(entry->second->task);
        const std::vector<Evaluation> before = outputs(program.root, inputs);
        const std::vector<Evaluation> after = outputs(rewritten, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            require_rasp(program, before[i]);
            if (checked_.difference.empty() && !same(before[i], after[i])) {
                checked_.difference = fmt::format(
                    "{} on {}: gave {}, gives {}", program.name,
                    safe_excerpt(rasp::to_json(rasp::Output(inputs[i].tokens)).dump(), 100),
                    shown(corpus_.store, before[i]), shown(corpus_.store, after[i]));
            }
        }
        ++checked_.programs;
        checked_.examples += inputs.size();
    }

    const CheckedMeaning& checked() const { return checked_; }

private:
    std::vector<Evaluation> outputs(TermId program, const std::vector<rasp::Input>& inputs) {
        return rasp::evaluate(corpus_.store, rasp::canonical(corpus_.store, program), inputs,
                              {.library = &library_});
    }

    static bool same(const Evaluation& a, const Evaluation& b) {
        return a.output.has_value() == b.output.has_value() &&
               (a.output ? *a.output == *b.output : a.failure.failure == b.failure.failure);
    }

    void require_rasp(const Program& program, const Evaluation& evaluation) const {
        const FailureClass failure = evaluation.failure.failure;
        if (!evaluation.output &&
            (failure == FailureClass::unknown_name || failure == FailureClass::free_variable ||
             failure == FailureClass::arity)) {
            throw InputError({.found = fmt::format(
                                  "the program {} cannot be run: {}", quote_excerpt(program.name),
                                  rasp::describe(corpus_.store, evaluation.failure)),
                              .expected = "programs of RASP, or no --check-meaning"});
        }
    }

    Corpus& corpus_;
    rasp::Library library_;
    std::vector<rasp::TaskEntry> entries_;
    std::unordered_map<std::string_view, const rasp::TaskEntry*> entry_of_;
    CheckedMeaning checked_;
};

} // namespace

std::vector<std::optional<std::string>> rasp_types(Corpus& corpus, const Compression& compression) {
    lambda::TypeStore types;
    rasp::Library library;
    try {
        library = library_of(corpus, compression);
    } catch (const InputError&) {
        return {};
    }
    const lambda::TypeOf type_of = rasp::rasp_types(corpus.store, types, &library);
    for (const Program& program : corpus.programs) {
        const std::optional<TermId> term = canonical(corpus, program.root);
        if (!term || lambda::infer(corpus.store, *term, types, type_of).fault) {
            return {};
        }
    }
    std::vector<std::optional<std::string>> texts;
    for (const Step& step : compression.steps) {
        const std::optional<lambda::TypeId> type = type_of(step.rewriting.abstraction.name);
        texts.push_back(type ? std::optional(lambda::print_type(types, *type)) : std::nullopt);
    }
    return texts;
}

CheckedMeaning check_meaning(Corpus& corpus, const Compression& compression,
                             std::string_view text) {
    MeaningCheck check(corpus, compression, text);
    const std::vector<TermId> rewritten =
        compression.steps.empty() ? corpus.roots() : compression.steps.back().rewriting.roots;
    for (std::size_t i = 0; i < rewritten.size(); ++i) {
        check.check(corpus.programs[i], rewritten[i]);
    }
    return check.checked();
}

} // namespace rasp_stitch::compressor
