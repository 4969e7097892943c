#include "tests/fuzz/properties.hpp"

#include "compressor/corpus/dreamcoder_form.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/library.hpp"
#include "integration/abstraction/learn_library.hpp"
#include "integration/dreamcoder/compression_reply.hpp"
#include "integration/dreamcoder/compression_request.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/value.hpp"
#include "rasp/print/print_source.hpp"
#include "rasp/source/read_source.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"
#include "support/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace rasp_stitch::fuzz {

using compressor::Corpus;
using compressor::CorpusFormat;
using lambda::TermId;
using lambda::TermStore;

namespace {

void require(bool holds, const std::string& what) {
    if (!holds) {
        throw std::logic_error(what);
    }
}

void check_message(const InputError& error) {
    const std::string_view message = error.what();
    require(!message.empty(), "a message is empty");
    for (std::size_t at = 0; at < message.size();) {
        const Glyph glyph = glyph_at(message, at);
        require(message[at] == '\n' || message.substr(at, glyph.length) == glyph.shown,
                "a message holds what should not be shown");
        at += glyph.length;
    }
}

// What `read` gives; nothing where it throws an InputError that can be shown.
template <class Read>
auto value_of(Read&& read) -> std::optional<decltype(read())> {
    try {
        return read();
    } catch (InputError& error) {
        check_message(error);
        error.add_source("a file");
        error.add_pointer("/a/place");
        check_message(error);
        return std::nullopt;
    }
}

void check_term(std::string_view text, const lambda::ParseOptions& options) {
    TermStore store;
    const auto term = value_of([&] { return lambda::parse(store, text, options); });
    if (term) {
        const std::string printed = lambda::print(store, *term);
        require(lambda::parse(store, printed, options) == *term,
                "a term is printed as what reads as another: " + printed);
    }
}

using Texts = std::vector<std::string>;

// The programs as DreamCoder would write them, known abstractions written out.
Texts dreamcoder_programs(const Corpus& corpus) {
    compressor::DreamCoderForm form(corpus.store);
    for (const compressor::KnownAbstraction& known : corpus.known_abstractions) {
        form.add(known.symbol, known.text);
    }
    Texts texts;
    for (const compressor::Program& program : corpus.programs) {
        texts.push_back(form.program(program.root));
    }
    return texts;
}

Json as_programs_list(const Corpus& /*corpus*/, const Texts& programs) {
    return programs;
}

Json as_rasp(const Corpus& corpus, const Texts& programs) {
    Json json = Json::array();
    for (std::size_t i = 0; i < programs.size(); ++i) {
        json.push_back(
            {{"name", corpus.tasks[corpus.programs[i].task] + "/again"}, {"program", programs[i]}});
    }
    return json;
}

Json as_dreamcoder(const Corpus& corpus, const Texts& programs) {
    Json json = {{"DSL", {{"productions", Json::array()}}}, {"frontiers", Json::array()}};
    for (const compressor::KnownAbstraction& known : corpus.known_abstractions) {
        json["DSL"]["productions"].push_back({{"expression", known.text}});
    }
    for (std::size_t i = 0; i < programs.size(); ++i) {
        const Json program = {{"program", programs[i]}};
        json["frontiers"].push_back({{"task", corpus.tasks[corpus.programs[i].task]},
                                     {"programs", Json::array({program})}});
    }
    return json;
}

template <class Write>
void check_corpus(std::string_view text, CorpusFormat format, const Write& write) {
    value_of([&] { return compressor::read_corpus(text); }); // in the form that it looks like
    const auto corpus = value_of([&] { return compressor::read_corpus(text, {.format = format}); });
    if (!corpus) {
        return;
    }
    require(!corpus->programs.empty(), "a corpus has no programs");
    for (const compressor::Program& program : corpus->programs) {
        require(corpus->store.is_closed(program.root), "a program of a corpus is open");
    }
    const Texts programs = dreamcoder_programs(*corpus);
    const Corpus again =
        compressor::read_corpus(write(*corpus, programs).dump(), {.format = format});
    require(dreamcoder_programs(again) == programs, "a corpus reads as another once written");
    require(again.tasks == corpus->tasks, "a corpus has other tasks once written");
}

Json as_json(const TermStore& store, const compressor::Library& library) {
    Json json = Json::array();
    for (const lambda::Abstraction& abstraction : library) {
        json.push_back({{"name", store.name(abstraction.name)},
                        {"arity", abstraction.arity},
                        {"body", lambda::print(store, abstraction.body)}});
    }
    return json;
}

} // namespace

void try_term(std::string_view text) {
    check_term(text, {});
    check_term(text, {.metavariables = true, .abstraction = [](TermStore& store, TermId body) {
                          return store.application(store.primitive("abstraction"), body);
                      }});
    lambda::is_primitive_name(text);
}

void try_programs_list(std::string_view text) {
    check_corpus(text, CorpusFormat::programs_list, as_programs_list);
}

void try_dreamcoder(std::string_view text) {
    check_corpus(text, CorpusFormat::dreamcoder, as_dreamcoder);
}

void try_rasp(std::string_view text) {
    check_corpus(text, CorpusFormat::rasp, as_rasp);
}

void try_library(std::string_view text) {
    TermStore store;
    const auto library = value_of([&] { return compressor::read_library(store, text); });
    if (!library) {
        return;
    }
    Texts names;
    for (const lambda::Abstraction& abstraction : *library) {
        require(store.is_closed(abstraction.body), "the body of an abstraction is open");
        names.push_back("abstraction" + std::to_string(names.size()));
    }
    const Json written = as_json(store, *library);
    TermStore other;
    const compressor::Library again = compressor::read_library(other, written.dump());
    require(as_json(other, again) == written, "a library reads as another once written");
    require(compressor::renamed(store, *library, names).size() == library->size(),
            "a library under other names is another");
}

void try_type(std::string_view text) {
    lambda::TypeStore types;
    const auto type = value_of([&] { return lambda::parse_type(types, text); });
    constexpr std::uint32_t most = 100'000; // written out, it can be far larger than stored
    if (!type || types.written_size(*type) > most) {
        return;
    }
    require(lambda::parse_type(types, lambda::print_type(types, *type)) == *type,
            "a type that is written reads as another");
    const Json json = lambda::type_json(types, *type);
    require(lambda::read_type(types, JsonCursor(json)) == *type,
            "a type that is written as JSON reads as another");
}

// A program that types does not fail for its types, its names or its variables.
void try_types(std::string_view program, const rasp::Input& input, const rasp::Limits& limits) {
    TermStore store;
    lambda::TypeStore types;
    const std::string kind(rasp::name_of(rasp::kind_of(input.tokens.front())));
    const lambda::TypeId request = lambda::parse_type(types, "input(" + kind + ") -> t0");
    const auto typed =
        value_of([&] { return rasp::read_typed(store, types, program, {.request = request}); });
    if (!typed || rasp::program_arity(types, typed->type) != 1) {
        return;
    }
    const rasp::Evaluation evaluation =
        rasp::evaluate(store, typed->term, input, {.limits = limits});
    const rasp::FailureClass failure = evaluation.failure.failure;
    require(failure != rasp::FailureClass::type && failure != rasp::FailureClass::arity &&
                failure != rasp::FailureClass::free_variable &&
                failure != rasp::FailureClass::unknown_name,
            "a well-typed program fails as one that is not");
}

// Little is searched for: what is tried are the reader and the way through.
void try_compression(std::string_view text) {
    const auto document = value_of([&] { return parse_json(text, NonFinite::text); });
    if (!document) {
        return;
    }
    const JsonCursor json(*document);
    auto request =
        value_of([&] { return dreamcoder::read_compression_request(json, std::nullopt); });
    if (!request) {
        return;
    }
    request->settings.iterations = std::min<std::size_t>(request->settings.iterations, 2);
    request->settings.candidates = std::min<std::size_t>(request->settings.candidates, 10);
    request->settings.max_arity = std::min<std::uint32_t>(request->settings.max_arity, 2);
    const auto learnt = value_of([&] {
        return abstraction::learn_library(request->language, request->frontiers, request->settings);
    });
    if (learnt) {
        require(!(learnt->score_after < learnt->score_before), "a score has fallen");
        dreamcoder::check_compression_reply(*request, json,
                                            dreamcoder::compression_reply(*request, json, *learnt));
    }
}

void try_evaluate(std::string_view text) {
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    const auto tokens = value_of([&] {
        const Json json = parse_json(text.substr(0, line_end));
        return rasp::sequence_from_json(JsonCursor(json));
    });
    const std::string_view program = text.substr(std::min(line_end + 1, text.size()));
    TermStore store;
    const auto term = value_of([&] { return rasp::read_program(store, program); });
    if (!tokens || !term) {
        return;
    }
    require(rasp::read_program(store, lambda::print(store, *term)) == *term,
            "a program with canonical names reads as another");
    // An input of another length on either side must change nothing.
    rasp::Sequence twice = *tokens;
    twice.insert(twice.end(), tokens->begin(), tokens->end());
    const std::vector<rasp::Input> inputs = {{twice}, {*tokens}, {twice}};
    const rasp::EvaluateOptions options = {.limits = {.compile_steps = 100'000,
                                                      .run_steps = 10'000'000,
                                                      .memory = 1U << 26U,
                                                      .string_bytes = 1U << 20U}};
    const auto together = rasp::evaluate(store, *term, inputs, options);
    const rasp::Evaluation alone = rasp::evaluate(store, *term, inputs[1], options);
    require(together[1].failure == alone.failure, "a batch fails otherwise than an input alone");
    require(alone.output.has_value() == !alone.failure, "neither output nor failure");
    if (alone.output) {
        require(rasp::to_json(*alone.output).dump() == rasp::to_json(*together[1].output).dump(),
                "a batch gives something else than an input alone");
    }
    check_message(InputError({.found = rasp::describe(store, alone.failure)}));
    if (!tokens->empty()) {
        try_types(program, inputs[1], options.limits);
    }
}

void try_source(std::string_view text) {
    TermStore store;
    lambda::TypeStore types;
    rasp::SourceReader reader(store, types, {.input = {}, .load = {}, .most_steps = 20'000});
    const auto items = value_of([&] { return reader.read(std::string(text)); });
    if (!items) {
        return;
    }
    constexpr std::size_t most_items = 20;
    for (std::size_t i = 0; i < std::min(items->size(), most_items); ++i) {
        const auto program = value_of([&] { return reader.program((*items)[i]); });
        if (!program || !rasp::program_arity(types, program->type)) {
            continue;
        }
        const std::array definitions = {
            rasp::SourceDefinition{.name = "it", .term = program->term}};
        const auto printed = value_of([&] {
            return rasp::print_source(store, types, {.library = {}, .programs = definitions});
        });
        if (!printed) {
            continue; // too large
        }
        rasp::SourceReader again(store, types);
        const auto back = value_of([&] {
            again.read(printed->text, "printed.rasp");
            return again.program(again.find(printed->programs.front()).value());
        });
        require(back.has_value(), "what was printed is not read: " + printed->text);
        require(lambda::normal_form(store, back->term) == lambda::normal_form(store, program->term),
                "what was printed reads as another program: " + printed->text);
    }
}

} // namespace rasp_stitch::fuzz
