// Ranks in a build without MPI: there is only one.

#include "enumerator/ranks/ranks.hpp"

namespace rasp_stitch::enumerator {

struct Ranks::Parts {};

Ranks::Ranks(std::stop_token) {}

Ranks::~Ranks() = default;

bool Ranks::is_first() const {
    return true;
}

void Ranks::serve() {}

SearchTeam* Ranks::team() const {
    return nullptr;
}

} // namespace rasp_stitch::enumerator
