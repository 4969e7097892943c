#include "integration/dreamcoder/rasp_parts.hpp"

#include "enumerator/rasp_language/rasp_language.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <optional>
#include <string_view>

namespace rasp_stitch::dreamcoder {

namespace {

constexpr auto advice = "RASP, the only language that can be run here; for other domains, use "
                        "DreamCoder's own solver";

} // namespace

enumerator::Language read_rasp_language(const JsonCursor& json) {
    const auto known = [](lambda::TypeStore& store, std::string_view name) {
        const std::optional<lambda::TypeId> type = enumerator::rasp_type(store, name);
        if (!type) {
            throw InputError(
                {.found = quote_excerpt(name) + " is not a primitive of RASP", .expected = advice});
        }
        return type;
    };
    enumerator::Language language = enumerator::read_rasp_language(json, {.primitive_type = known});
    language.primitive_type = enumerator::rasp_type;
    return language;
}

void check_is_rasp(const JsonCursor& json, std::string_view member) {
    const auto named = json.optional_member(member);
    if (named && (!named->is_string() || named->string() != "rasp")) {
        named->fail("it is " + safe_excerpt(named->value().dump(), 40), advice);
    }
}

} // namespace rasp_stitch::dreamcoder
