#pragma once

// Door of rasp/report.
//
// What pages (support/report/page.hpp) show of RASP programs: every value that a program computes on
// an input, selectors as what attends to what, and the transformer that it compiles to. A compiled
// program comes in, data for the page go out.
//
// ```cpp
// #include "rasp/evaluator/compile.hpp"
// #include "rasp/language/typing.hpp"
// #include <nlohmann/json.hpp>
// lambda::TermStore store;
// lambda::TypeStore types;
// const TypedProgram before = read_typed(store, types,
//     "(lam (selector_width (select (indices $0) (indices $0) <)))");
// const Bytecode code = *compile(store, before.term).code;
// const nlohmann::ordered_json run = run_data(store, code, {.tokens = characters("ab")});
// CHECK(run["input"] == nlohmann::ordered_json({"a", "b"}));
// CHECK(run["values"][1]["s"] == nlohmann::ordered_json({"00", "10"})); // b selects a
// CHECK(run["values"][2]["v"] == nlohmann::ordered_json({0, 1}));
// CHECK(transformer_data(code)["layers"].size() == 1);
// ```
//
// A run is {"input": [...], "atom": ..., "values": [VALUE, ...], "failure": "..."}, where the atom
// and the failure are there if there is one. A VALUE is {"e": expression, "op": primitive, "of": the
// values that it was computed from, "v": the sequence, or "s": a text of 0 and 1 for each query}.
//
// A transformer is {"embedding": [[name, expression], ...], "layers": [{"heads": [{"selects":
// expression, "values": [[name, expression], ...]}, ...], "elementwise": [...]}, ...],
// "result": name}.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/inference.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/evaluator/bytecode.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/language/library.hpp"
#include "rasp/tasks/task.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace rasp_stitch::rasp {

// The store is that of the program, which failures name parts of.
nlohmann::ordered_json run_data(const lambda::TermStore& store, const Bytecode& code,
                                const Input& input);

// Throws InputError if the program gives a selector, as layout() does.
nlohmann::ordered_json transformer_data(const Bytecode& code);

// Returns the example of a task that shows most, or a null pointer if it has none with an output:
// the first of a few tokens, for heat maps of more are hard to read, and of fewer show little.
const Example* shown_example(const Task& task);

// The language that a program is in: what the names of a library mean, and what types they have.
struct KnownNames {
    lambda::TypeStore& types;
    const lambda::TypeOf& type_of;
    const Library& library;
};

// Returns the code of a term, or nullopt if it is no program of RASP.
std::optional<Bytecode> program_code(lambda::TermStore& store, const KnownNames& names,
                                     lambda::TermId program);

// Returns the transformer of a part of a program in which `$0` is the input, with the program that
// is shown as "program": that part alone, or if it is a selector its width, as a transformer has
// selectors only in its heads. Returns nullopt if the part is no program of the input by itself.
std::optional<nlohmann::ordered_json>
part_transformer(lambda::TermStore& store, const KnownNames& names, lambda::TermId part);

} // namespace rasp_stitch::rasp
