#include "benchmarks/enumerator/solver_oracle.hpp"

#include "lambda/types/type_json.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

namespace rasp_stitch::benchmarks {

namespace {

Oracle read(const std::string& text) {
    const Json document = parse_json(text, NonFinite::text);
    const JsonCursor json(document);
    Oracle oracle;
    const enumerator::PrimitiveType primitives =
        enumerator::read_primitive_types(oracle.types, json.member("primitives"));
    for (const JsonCursor entry : json.member("cases").elements()) {
        OracleCase made{.name = entry.member("name").string(),
                        .grammar =
                            enumerator::read_grammar(oracle.types, entry.member("DSL"), primitives),
                        .request = lambda::read_type(oracle.types, entry.member("request")),
                        .windows = {},
                        .programs = {},
                        .seconds = entry.member("upstream_last_window").member("seconds").number()};
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

} // namespace

Oracle read_oracle(const std::string& path) {
    try {
        return read(read_input(path));
    } catch (InputError& error) {
        error.add_source(source_name(path));
        throw;
    }
}

} // namespace rasp_stitch::benchmarks
