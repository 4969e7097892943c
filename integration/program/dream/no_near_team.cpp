// Linked if the build has no networks (RASP_STITCH_TORCH is off).

#include "integration/program/dream/near_team.hpp"

namespace rasp_stitch::loop {

std::unique_ptr<enumerator::SearchTeam> make_near_team() {
    return nullptr;
}

} // namespace rasp_stitch::loop
