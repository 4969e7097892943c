#include "compressor/library/library_graph.hpp"

#include "lambda/terms/parse.hpp"

#include <catch2/catch.hpp>

#include <cctype>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Used = std::vector<std::size_t>;

struct MadeLibrary {
    lambda::TermStore store;
    std::vector<Step> steps;

    void add(const std::string& name, std::uint32_t arity, const std::string& body) {
        Step step;
        step.name = name;
        step.body = body;
        step.rewriting.abstraction = {.name = store.primitive(name),
                                      .arity = arity,
                                      .body = lambda::parse(store, body, {.metavariables = true})};
        steps.push_back(step);
    }

    LibraryGraph graph() const { return library_graph(store, steps); }
};

// The part of Graphviz' language that a graph of ours can be made of: tokens are words, quoted
// strings, "->" and the signs []{}=,; .
std::vector<std::string> dot_tokens(std::string_view text) {
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        if (text[at] == '"') {
            while (text.at(end) != '"') {
                end += text[end] == '\\' ? 2U : 1U;
            }
            ++end;
        } else if (text.substr(at, 2) == "->") {
            ++end;
        } else if (std::isalnum(static_cast<unsigned char>(text[at])) != 0) {
            while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) {
                ++end;
            }
        }
        if (std::isspace(static_cast<unsigned char>(text[at])) == 0) {
            tokens.emplace_back(text.substr(at, end - at));
        }
        at = end;
    }
    return tokens;
}

} // namespace

TEST_CASE("An abstraction depends on those whose names occur in its body, each once") {
    MadeLibrary library;
    library.add("fn_0", 1, "(f #0 a)");
    library.add("fn_1", 0, "(g b)");
    library.add("fn_2", 2, "(h (fn_1 #0) (fn_0 #1) (lam (fn_0 $0)))");
    library.add("fn_3", 1, "(fn_2 fn_0 #0)");
    const LibraryGraph graph = library.graph();
    CHECK(depends_on(graph, 0) == Used{});
    CHECK(depends_on(graph, 1) == Used{});
    CHECK(depends_on(graph, 2) == Used{0, 1});
    CHECK(depends_on(graph, 3) == Used{0, 2});
}

TEST_CASE("A primitive with the name of a later abstraction is not a dependency") {
    MadeLibrary library;
    library.add("fn_0", 0, "(f fn_1)");
    library.add("fn_1", 0, "(f fn_0)");
    CHECK(depends_on(library.graph(), 0) == Used{});
    CHECK(depends_on(library.graph(), 1) == Used{0});
}

TEST_CASE("Without abstractions the graph is empty") {
    CHECK(dot_tokens(dot_text(MadeLibrary().graph())) ==
          std::vector<std::string>{"digraph", "G", "{", "}"});
}

TEST_CASE("In Graphviz' language each abstraction is a box, with arrows to what it uses") {
    MadeLibrary library;
    library.add("fn_0", 1, "(f #0 a)");
    library.add("fn_1", 0, "(fn_0 b)");
    const std::string text = "digraph G {"
                             "0 [shape=box, label=\"fn_0 = (f #0 a)\"];"
                             "1 [shape=box, label=\"fn_1 = (fn_0 b)\"];"
                             "1 -> 0; }";
    CHECK(dot_tokens(dot_text(library.graph())) == dot_tokens(text));
}

TEST_CASE("Quotes and backslashes of names are escaped, as Graphviz reads them") {
    MadeLibrary library;
    library.add("fn_0", 0, R"x((f "a\n" b\ "))x");
    const std::vector<std::string> tokens = dot_tokens(dot_text(library.graph()));
    REQUIRE(tokens.size() == 15);
    CHECK(tokens[11] == R"x("fn_0 = (f \"a\\n\" b\\ \")")x");
}
