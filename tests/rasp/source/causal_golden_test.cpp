// Causal selection and the greatest and least of what is selected, as others compute them:
// causal.json was recorded from Tracr's causal evaluator (google-deepmind/tracr, 9ce2b8c) and from
// np_rasp, the core of RASP-L (apple/ml-np-rasp, d77577a), on the same inputs.

#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/causal_form.hpp"
#include "rasp/source/read_source.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

TEST_CASE("Causal programs give what Tracr and np_rasp give") {
    const Json document = parse_json(read_input(RASP_STITCH_SOURCE_DIR "/tests/rasp/causal.json"));
    std::size_t cases = 0;
    std::size_t need_it = 0; // that give something else without the mask
    for (const JsonCursor entry : JsonCursor(document).elements()) {
        const std::string source = entry.member("source").string();
        CAPTURE(entry.member("name").string(), source);
        lambda::TermStore store;
        lambda::TypeStore types;
        SourceReader reader(store, types, {.input = ValueKind::number});
        const TypedProgram whole = reader.program(reader.read(source).back());
        const TypedProgram program = causal_form(store, types, whole);
        for (const JsonCursor item : entry.member("cases").elements()) {
            const Example example = example_from_json(item, 1);
            CAPTURE(to_json(Output(example.input.tokens)).dump());
            CHECK(is_met(example, evaluate(store, program.term, example.input)));
            ++cases;
            need_it += is_met(example, evaluate(store, whole.term, example.input)) ? 0U : 1U;
        }
    }
    CHECK(cases == 460);
    CHECK(need_it > 200);
}
