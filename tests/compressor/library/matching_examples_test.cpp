// The settings that restrict matches, on small corpora that show what each means.

#include "compressor/library/compress.hpp"
#include "support/text/input_error.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

struct Result {
    Compression compression;
    Texts bodies;
    Texts programs;
};

Result compressed(const Texts& programs, const Matching& matching, std::uint32_t max_arity = 2,
                  std::uint32_t iterations = 1) {
    Corpus corpus = corpus_of(programs);
    Result result;
    result.compression =
        compress(corpus, {.iterations = iterations,
                          .settings = {.max_arity = max_arity, .matching = matching}});
    std::vector<lambda::TermId> roots = corpus.roots();
    for (const Step& step : result.compression.steps) {
        result.bodies.push_back(step.body);
        roots = step.rewriting.roots;
    }
    result.programs = printed(corpus.store, roots);
    return result;
}

// Programs that are a list of assignments of expressions.
Matching small_language() {
    Matching matching;
    matching.automaton = read_automaton(
        R"j({"Program": {"Module": ["Ss"]},
             "Ss": {"do": []},
             "S": {"Assign": ["Name", "E"]},
             "E": {"add": ["E", "E"], "Var": ["Name"]}})j",
        {.root = "Program",
         .valid_metavariables = {"E", "S", "Ss"},
         .valid_roots = {"E", "S", "Ss"},
         .sequence_of = {{"Ss", "S"}}});
    return matching;
}

} // namespace

TEST_CASE("No body contains a symbol, and symbol variables do not count for the arity") {
    const Texts programs = {"(let &a (call f &a) g)", "(let &b (call f &b) g)"};
    const Result found = compressed(programs, {.symbol_prefix = "&"}, 0);
    CHECK(found.bodies == Texts{"(let #0 (call f #0) g)"});
    CHECK(found.programs == Texts{"(fn_0 &a)", "(fn_0 &b)"});
    CHECK(found.compression.steps.front().rewriting.symbol_arguments == std::vector<bool>{true});
}

TEST_CASE("A symbol variable may be the same symbol in every use") {
    const Texts programs = {"(let &a (call f &a) (call f &a) x)",
                            "(let &a (call f &a) (call f &a) y)"};
    const Result found = compressed(programs, {.symbol_prefix = "&"}, 0);
    CHECK(found.bodies == Texts{"(let #0 (call f #0) (call f #0))"});
}

TEST_CASE("Two symbol variables of a use are two symbols") {
    // With equal ones, the third program would match the body of the first two.
    const Texts programs = {"(f g g g g &a &b)", "(f g g g g &b &a)", "(f g g g g &a &a)"};
    const Result found =
        compressed(programs, {.symbol_prefix = "&", .fixed_arity = {{{"f", 6}}}}, 0);
    CHECK(found.programs.front() == "(fn_0 &a &b)");
    CHECK(found.programs.back() == "(f g g g g &a &a)");
}

TEST_CASE("A fused lambda is neither replaced nor an argument") {
    const Texts programs = {"(f (lam_1 (lam_2 (g g g g $0))))", "(h (lam_1 (lam_2 (g g g g $0))))"};
    CHECK(compressed(programs, {}).bodies == Texts{"(lam_1 (lam_2 (g g g g $0)))"});
    const Matching outer{.fused_lambda_tags = {1}};
    CHECK(compressed(programs, outer).bodies == Texts{"(lam_2 (g g g g $0))"});
    const Matching both{.fused_lambda_tags = {1, 2}};
    CHECK(compressed(programs, both).bodies == Texts{"(#0 (lam_1 (lam_2 (g g g g $0))))"});
    const Texts arguments = {"(f f f f (lam_1 a))", "(f f f f b)"};
    CHECK(compressed(arguments, {}).bodies == Texts{"(f f f f)"});
    const Matching whole{.fixed_arity = {{{"f", 4}}}};
    CHECK(compressed(arguments, whole).bodies == Texts{"(f f f f #0)"});
    const Matching fused{.fused_lambda_tags = {1}, .fixed_arity = {{{"f", 4}}}};
    CHECK(compressed(arguments, fused).bodies.empty());
}

TEST_CASE("A function of fixed arity is not split, nor is an abstraction then") {
    const Texts programs = {"(p (add k k a))", "(q (add k k b))", "(r (add k k c))"};
    CHECK(compressed(programs, {}).bodies == Texts{"(add k k)"});
    const Matching matching{.fixed_arity = {{{"add", 3}}}};
    const Result found = compressed(programs, matching, 1, 3);
    CHECK(found.bodies.front() == "(add k k #0)");
    CHECK(found.programs.front() == "(p (fn_0 a))");
    // (fn_0 a b) and (fn_0 a c) have (fn_0 a) in common, which is a part of a function.
    const Texts twice = {"(p (add k l m m a x) (add k l m m a y))",
                         "(q (add k l n n a x) (add k l n n a y))",
                         "(r (add k l n n b x) (add k l n n b y))"};
    const Matching six{.fixed_arity = {{{"add", 6}}}};
    for (const std::string& body : compressed(twice, six, 3, 4).bodies) {
        INFO(body);
        CHECK(body.find("(fn_0)") == std::string::npos);
    }
}

TEST_CASE("An automaton decides what is replaced and what is an argument") {
    const Texts programs = {"(Module (do (Assign x (add (Var x) (add one (Var y))))))",
                            "(Module (do (Assign z (add (Var z) (add one (Var y))))))"};
    CHECK(compressed(programs, {}).bodies ==
          Texts{"(Module (do (Assign #0 (add (Var #0) (add one (Var y))))))"});
    const Result found = compressed(programs, small_language());
    CHECK(found.bodies == Texts{"(add #0 (add one (Var y)))"});
    const Step& step = found.compression.steps.front();
    REQUIRE(step.rewriting.states.has_value());
    CHECK(found.compression.states.at(step.rewriting.states->root) == "E");
}

TEST_CASE("The automaton knows the abstractions of earlier steps, also in sequences") {
    const Texts programs = {
        "(Module (do (Assign x (add one two)) (Assign y (add one two)) (Assign z three)))",
        "(Module (do (Assign x (add one two)) (Assign y (add one two)) (Assign z four)))",
        "(Module (do (Assign x (add one two)) (Assign y (add one two))))"};
    const Result found = compressed(programs, small_language(), 0, 2);
    CHECK(found.bodies.front() == "(do (Assign x (add one two)) (Assign y (add one two)))");
    CHECK(found.programs.front() == "(Module (fn_0 (Assign z three)))");
    CHECK(found.programs.back() == "(Module fn_0)");
}

TEST_CASE("The same body in two states is two abstractions") {
    const Texts programs = {"(both (f g g g x) (left (f g g g x)))",
                            "(both (f g g g x) (left (f g g g x)))"};
    Matching matching;
    matching.automaton = read_automaton(
        R"j({"A": {"both": ["B", "A"], "left": ["C"]},
             "B": {"f": ["D"]}, "C": {"f": ["D"]}})j",
        {.root = "A", .valid_metavariables = {}, .valid_roots = {"B", "C"}});
    CHECK_THROWS_AS(compressed(programs, matching), InputError);
    const Texts named = {"(both (f~1 g g g x) (left (f~2 g g g x)))",
                         "(both (f~1 g g g x) (left (f~2 g g g x)))"};
    matching.automaton->split = "~";
    CHECK(compressed(named, matching).bodies == Texts{"(f~1 g g g x)"});
}

TEST_CASE("A program that the automaton does not accept is an error that says why") {
    const auto message = [](const std::string& program) -> std::string {
        try {
            compressed({program, program}, small_language());
        } catch (const InputError& error) {
            return error.problem().found;
        }
        return "";
    };
    CHECK(message("(Module (do (Print x)))") ==
          R"j(the automaton has no transition from the state "S" with "Print", in "(Print x)")j");
    CHECK(message("(Module (do (Assign x)))") ==
          R"j("(Assign x)" has 1 argument in the state "S", where the automaton lists 2)j");
    CHECK(message("(Module (lam $0))") == R"j("(lam $0)" is not a primitive with arguments)j");
}

TEST_CASE("An abstraction that does not type never wins, and the others' types are told") {
    // #0 would be a list of numbers and a list of strings.
    const Texts programs = {"(both (len nil) (cat nil) a a)", "(both (len nil) (cat nil) a a)",
                            "(both (len (cons one nil)) (cat (cons text nil)) a a)"};
    Matching matching;
    matching.types = {{"both", "int -> string -> int -> int -> int"},
                      {"len", "list(int) -> int"},
                      {"cat", "list(string) -> string"},
                      {"nil", "list(t0)"},
                      {"cons", "t0 -> list(t0) -> list(t0)"},
                      {"one", "int"},
                      {"text", "string"},
                      {"a", "int"}};
    const Result found = compressed(programs, matching);
    CHECK(found.bodies == Texts{"(both (len #0) (cat #1) a a)"});
    CHECK(found.compression.steps.front().type == "list(int) -> list(string) -> int");
    matching.types["cat"] = "list(t0) -> string";
    const Texts same = {"(both (len nil) (cat nil) a a)", "(both (len xs) (cat xs) a a)"};
    matching.types["xs"] = "list(int)";
    const Result typed = compressed(same, matching);
    CHECK(typed.bodies == Texts{"(both (len #0) (cat #0) a a)"});
    CHECK(typed.compression.steps.front().type == "list(int) -> int");
    matching.types["cat"] = "list(string) -> string";
    CHECK(compressed(same, matching).bodies == Texts{"(both #0 (cat #1) a a)"});
}

TEST_CASE("The types of abstractions are known in later steps") {
    const Texts programs = {"(p (f a a b) (g (f a a b)))", "(q (f a a c) (g (f a a c)))",
                            "(p (f a a d) (g (f a a d)))"};
    Matching matching;
    for (const char* name : {"a", "b", "c", "d"}) {
        matching.types[name] = "int";
    }
    matching.types["f"] = "int -> int -> int -> bool";
    matching.types["g"] = "bool -> bool";
    matching.types["p"] = "bool -> bool -> int";
    matching.types["q"] = "bool -> bool -> int";
    const Result found = compressed(programs, matching, 2, 3);
    REQUIRE(found.compression.steps.size() > 1);
    for (const Step& step : found.compression.steps) {
        INFO(step.body);
        CHECK(step.type.has_value());
    }
}
