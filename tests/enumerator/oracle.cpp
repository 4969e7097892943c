#include "tests/enumerator/oracle.hpp"

#include "lambda/type_json.hpp"
#include "support/file.hpp"
#include "support/json_cursor.hpp"

namespace rasp_stitch::enumerator {

Oracle read_oracle() {
    const Json document = parse_json(
        read_input(RASP_STITCH_SOURCE_DIR "/tests/enumerator/oracle.json"), NonFinite::text);
    const JsonCursor json(document);
    Oracle oracle;
    const PrimitiveType primitives = read_primitive_types(oracle.types, json.member("primitives"));
    for (const JsonCursor entry : json.member("cases").elements()) {
        OracleCase made{.name = entry.member("name").string(),
                        .grammar = read_grammar(oracle.types, entry.member("DSL"), primitives),
                        .request = lambda::read_type(oracle.types, entry.member("request")),
                        .windows = {},
                        .programs = {}};
        for (const JsonCursor window : entry.member("windows").elements()) {
            made.windows.push_back(
                {window.member("lowerBound").number(), window.member("upperBound").number(),
                 static_cast<std::uint64_t>(window.member("number_enumerated").integer(0))});
        }
        for (const JsonCursor program : entry.member("programs").elements()) {
            made.programs.push_back(
                {program.member("program").string(), program.member("logPrior").number()});
        }
        oracle.cases.push_back(std::move(made));
    }
    return oracle;
}

} // namespace rasp_stitch::enumerator
