#pragma once

// The ranks of an MPI job (Boost.MPI).
//
//     boost::mpi::environment environment(boost::mpi::threading::funneled);
//     MpiLink link;
//     link.send({.rank = 3, .kind = MessageKind::stop});
//
// Only one thread may use it. Waiting is sleeping: MPI's own waiting keeps a core busy, which others
// may need, this process's search among them.

#include "enumerator/ranks/rank_link.hpp"

#include <boost/mpi/communicator.hpp>
#include <boost/mpi/request.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <vector>

namespace rasp_stitch::enumerator {

class MpiLink : public RankLink {
public:
    int rank() const override { return world_.rank(); }
    int size() const override { return world_.size(); }
    void send(RankMessage message) override;
    std::optional<RankMessage> receive() override;
    double now() const override;
    void wait(double seconds) override;

    // Returns the most ranks that one machine has. All ranks have to call this.
    std::size_t ranks_per_machine() const;

private:
    // A message that MPI has not taken yet.
    struct Sent {
        std::vector<char> bytes;
        boost::mpi::request request;
    };

    void forget_sent();

    boost::mpi::communicator world_;
    std::list<Sent> sent_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace rasp_stitch::enumerator
