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
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

constexpr int farewell_pauses = 20;
constexpr double farewell_pause = 0.005; // seconds

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
        for (int i = 0; i < farewell_pauses; ++i) { // until the others have heard
            parts_->link.wait(farewell_pause);
        }
        if (std::uncaught_exceptions() == 0) {
            boost::mpi::environment::abort(0);
        }
        static_cast<void>(parts_.release()); // a message follows, and then the exit code
    }
}

bool Ranks::is_first() const {
    return !parts_ || parts_->link.rank() == 0;
}

void Ranks::serve() {
    if (!serve_searches(parts_->link, parts_->stop)) {
        // MPI ends this process now, unless mpirun was told not to care for ranks that end.
        std::this_thread::sleep_for(std::chrono::seconds(2));
        std::_Exit(0);
    }
}

SearchTeam* Ranks::team() const {
    return parts_ && parts_->team ? &*parts_->team : nullptr;
}

} // namespace rasp_stitch::enumerator
