#include "enumerator/program/enumerate_language.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/program/library_productions.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

void read_primitives(const EnumerateOptions& options, Language& language) {
    std::vector<std::string> names = rasp_names(options.primitives);
    if (options.library) {
        for (std::string& abstraction : read_library_productions(*options.library)) {
            names.push_back(std::move(abstraction));
        }
    }
    try {
        if (names.empty()) {
            throw InputError(
                {.found = "a grammar without productions", .expected = "names of primitives"});
        }
        language = with_productions(std::move(language), names);
    } catch (InputError& error) {
        error.add_source("--primitives");
        throw;
    }
}

} // namespace

Language read_language(const EnumerateOptions& options) {
    Language language{.primitive_type = rasp_type};
    if (options.primitive_types) {
        const std::string& path = *options.primitive_types;
        language.primitive_type = naming(path, [&] {
            const Json document = parse_json(read_input(path));
            return read_primitive_types(language.types, JsonCursor(document));
        });
    }
    if (options.grammar) {
        return naming(*options.grammar, [&] {
            const Json document = parse_json(read_input(*options.grammar), NonFinite::text);
            return read_rasp_language(JsonCursor(document), std::move(language));
        });
    }
    read_primitives(options, language);
    return language;
}

} // namespace rasp_stitch::enumerator
