#include "integration/dreamcoder/primitive_tables.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "integration/dreamcoder/list_domain.hpp"
#include "integration/dreamcoder/other_domains.hpp"
#include "lambda/types/type_json.hpp"
#include "support/json/json_cursor.hpp"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::dreamcoder {

using enumerator::PrimitiveType;
using lambda::TypeId;
using lambda::TypeStore;

PrimitiveTypes types_member(const JsonCursor& json) {
    return [json](TypeStore& types) -> PrimitiveType {
        std::unordered_map<std::string, TypeId> table;
        for (const JsonMember& member : json.members()) {
            table.emplace(member.name, lambda::read_type(types, member.value));
        }
        return
            [table = std::move(table)](TypeStore&, std::string_view name) -> std::optional<TypeId> {
                const auto found = table.find(std::string(name));
                return found == table.end() ? std::nullopt : std::optional(found->second);
            };
    };
}

PrimitiveTypes types_list(const JsonCursor& json) {
    return [json](TypeStore& types) { return enumerator::read_primitive_types(types, json); };
}

std::span<const ShippedTable> shipped_tables() {
    static const std::array tables = {
        ShippedTable{"DreamCoder's list domain",
                     [](TypeStore&) -> PrimitiveType { return list_domain_type; }},
        ShippedTable{"RASP", [](TypeStore&) -> PrimitiveType { return enumerator::rasp_type; }},
        ShippedTable{"DreamCoder's other domains",
                     [](TypeStore&) -> PrimitiveType { return other_domains_type; }},
        ShippedTable{"DreamCoder's regexes",
                     [](TypeStore&) -> PrimitiveType { return continuing_regex_type; }},
        ShippedTable{"DreamCoder's regexes",
                     [](TypeStore&) -> PrimitiveType { return regex_type; }},
    };
    return tables;
}

} // namespace rasp_stitch::dreamcoder
