#include "tests/support/printed_source.hpp"

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/types/inference.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/written_out.hpp"
#include "rasp/source/read_source.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

namespace rasp_stitch {

using namespace rasp;
using lambda::TermId;
using lambda::TermStore;
using lambda::TypeStore;

namespace {

struct Heading {
    std::string name;  // in the text
    std::string other; // what it was called elsewhere
};

// Returns what the comments with types are of: "# sum_x (fn_0) : TYPE" and "# next : TYPE". Functions
// that are arguments have one as well.
std::vector<Heading> headings_of(const std::string& text) {
    std::vector<Heading> headings;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t colon = line.rfind(" : ");
        if (!line.starts_with("# ") || colon == std::string::npos) {
            continue;
        }
        const std::string both = line.substr(2, colon - 2);
        const std::size_t blank = both.find(" (");
        const std::string name = both.substr(0, blank);
        if (!name.starts_with("function")) {
            headings.push_back({.name = name,
                                .other = blank == std::string::npos
                                             ? name
                                             : both.substr(blank + 2, both.size() - blank - 3)});
        }
    }
    return headings;
}

// Returns the abstraction as a program of the input and of its other arguments.
TermId as_program(TermStore& store, const TypeStore& types, TermId term, lambda::TypeId type) {
    const std::vector<lambda::TypeId> arguments = lambda::signature_of(types, type).arguments;
    const auto is_input = [&](lambda::TypeId argument) {
        return !types.is_variable(argument) && types.name(argument) == "input";
    };
    std::uint32_t others = 0;
    for (const lambda::TypeId argument : arguments) {
        others += is_input(argument) ? 0U : 1U;
    }
    TermId body = term; // closed
    std::uint32_t next = others;
    for (const lambda::TypeId argument : arguments) {
        body = store.application(body, store.variable(is_input(argument) ? others : --next));
    }
    for (std::uint32_t i = 0; i <= others; ++i) {
        body = store.lambda(body);
    }
    return body;
}

std::string normal_text(TermStore& store, TermId term) {
    return lambda::print(store, lambda::normal_form(store, term).value());
}

} // namespace

PrintedCounts check_printed(const std::string& source, const std::string& lambda_form) {
    CAPTURE(source, lambda_form);
    TermStore store;
    TypeStore types;
    Library library;
    std::vector<TermId> programs;
    std::istringstream lines(lambda_form);
    for (std::string line; std::getline(lines, line);) {
        const bool is_abstraction = line.starts_with("let ");
        const std::size_t equals = is_abstraction ? line.find(" = ") + 3 : 0;
        const TermId term = canonical(
            store, written_out(store, lambda::parse(store, line.substr(equals)), library));
        if (is_abstraction) {
            library.add(store.primitive(line.substr(4, equals - 7)), term);
        } else {
            programs.push_back(term);
        }
    }
    SourceReader reader(store, types);
    reader.read(source, "printed.rasp");
    const auto read = [&](const std::string& name) {
        CAPTURE(name);
        const std::optional<SourceItem> item = reader.find(name);
        REQUIRE(item.has_value());
        return normal_text(store, reader.program(*item).term);
    };
    PrintedCounts counts;
    for (const Heading& heading : headings_of(source)) {
        CAPTURE(heading.name, heading.other);
        if (const auto meaning = library.find(store.primitive(heading.other))) {
            const lambda::Inference inference =
                lambda::infer(store, *meaning, types, rasp_types(store, types));
            CHECK(read(heading.name) ==
                  normal_text(store, as_program(store, types, *meaning, inference.type)));
            ++counts.abstractions;
        } else {
            REQUIRE(counts.programs < programs.size());
            CHECK(read(heading.name) == normal_text(store, programs[counts.programs]));
            ++counts.programs;
        }
    }
    CHECK(counts.programs == programs.size());
    return counts;
}

} // namespace rasp_stitch
