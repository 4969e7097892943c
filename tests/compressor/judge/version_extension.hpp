#pragma once

// All programs of a version space, one by one: a judge for small spaces.
//
//     extension_of(versions, store, space)

#include "compressor/refactoring/version_table.hpp"
#include "lambda/terms/term_store.hpp"

#include <set>

namespace rasp_stitch::judge {

std::set<lambda::TermId> extension_of(const refactoring::VersionTable& table,
                                      lambda::TermStore& terms, refactoring::SpaceId space);

} // namespace rasp_stitch::judge
