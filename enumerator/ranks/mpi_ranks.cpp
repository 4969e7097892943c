// Ranks in a build with MPI.

#include "enumerator/ranks/mpi_link.hpp"
#include "enumerator/ranks/rank_team.hpp"
#include "enumerator/ranks/rank_worker.hpp"
#include "enumerator/ranks/ranks.hpp"

#include <boost/mpi/environment.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

// What mpirun of Open MPI, srun with PMIx, and mpiexec of MPICH and its relatives leave in the
// surroundings of those whom they start. A program that nobody has started so does not even
// initialise MPI, which takes half a second.
bool is_started_by_mpi() {
    constexpr std::array names = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"};
    return std::ranges::any_of(names,
                               [](const char* name) { return std::getenv(name) != nullptr; });
}

} // namespace

struct Ranks::Parts {
    std::stop_token stop;
    boost::mpi::environment environment{boost::mpi::threading::funneled, false};
    MpiLink link;
    std::optional<RankTeam> team; // at the first rank
};

Ranks::Ranks(std::stop_token stop) {
    if (!is_started_by_mpi()) {
        return;
    }
    parts_ = std::make_unique<Parts>();
    parts_->stop = std::move(stop);
    RankTeamOptions options;
    options.ranks_per_machine = parts_->link.ranks_per_machine();
    if (parts_->link.rank() == 0 && parts_->link.size() > 1) {
        parts_->team.emplace(parts_->link, options);
    }
}

Ranks::~Ranks() {
    if (!parts_ || !parts_->team) {
        return;
    }
    if (const std::vector<int> awaited = parts_->team->dismiss(); !awaited.empty()) {
        fmt::print(stderr, "These ranks do not answer, and the others end without them: {}\n",
                   fmt::join(awaited, ", "));
        std::fflush(nullptr);
        boost::mpi::environment::abort(0); // finalising would wait for them
    }
}

bool Ranks::is_first() const {
    return !parts_ || parts_->link.rank() == 0;
}

void Ranks::serve() {
    serve_searches(parts_->link, parts_->stop);
}

SearchTeam* Ranks::team() const {
    return parts_ && parts_->team ? &*parts_->team : nullptr;
}

} // namespace rasp_stitch::enumerator
