#include "tests/compressor/judge/version_extension.hpp"

namespace rasp_stitch::judge {

using lambda::TermId;
using lambda::TermStore;
using refactoring::SpaceId;
using refactoring::SpaceKind;
using refactoring::VersionTable;

std::set<TermId> extension_of(const VersionTable& table, TermStore& terms, SpaceId space) {
    std::set<TermId> all;
    switch (table.kind(space)) {
    case SpaceKind::variable:
        all = {terms.variable(table.index(space))};
        break;
    case SpaceKind::primitive:
        all = {table.term(space)};
        break;
    case SpaceKind::lambda:
        for (const TermId body : extension_of(table, terms, table.body(space))) {
            all.insert(terms.lambda(body));
        }
        break;
    case SpaceKind::application:
        for (const TermId function : extension_of(table, terms, table.function(space))) {
            for (const TermId argument : extension_of(table, terms, table.argument(space))) {
                all.insert(terms.application(function, argument));
            }
        }
        break;
    case SpaceKind::either:
        for (const SpaceId member : table.members(space)) {
            all.merge(extension_of(table, terms, member));
        }
        break;
    default:
        break;
    }
    return all;
}

} // namespace rasp_stitch::judge
