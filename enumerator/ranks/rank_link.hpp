#pragma once

// What connects the ranks: messages, a clock, and a way to wait. MPI is one such link
// (enumerator/ranks/mpi_link.hpp), and tests and simulations have another.
//
//     link.send({.rank = 3, .kind = MessageKind::order, .number = 17, .bytes = order});
//     while (const std::optional<RankMessage> message = link.receive()) { ... }
//     link.wait(0.001);

#include <cstdint>
#include <optional>
#include <string>

namespace rasp_stitch::enumerator {

enum class MessageKind : std::uint8_t {
    // from the first rank
    order,    // a search to make
    stop,     // end the search of this number soon, and say what was found
    leave,    // the program ends: no more searches
    finalise, // all ranks are there to end MPI together
    abandon,  // some are not, so MPI's own end would wait for ever

    // to the first rank; each is about the order of its number
    answer,    // what was found
    failure,   // the text of an exception that ended the search
    giving_up, // like an answer, from a rank that was told to end by the system; it takes no more
    progress,  // how far the search has come; it also says that the rank is there
    left,      // this rank has no search any more, and waits for the end
};

struct RankMessage {
    int rank = 0; // to or from
    MessageKind kind{};
    std::uint64_t number = 0;
    std::string bytes = {};
};

class RankLink {
public:
    virtual ~RankLink() = default;

    virtual int rank() const = 0; // of this process
    virtual int size() const = 0; // ranks in all

    // Returns without waiting for the other rank.
    virtual void send(RankMessage message) = 0;

    // Returns a message that has come, or nullopt if there is none.
    virtual std::optional<RankMessage> receive() = 0;

    virtual double now() const = 0; // in seconds, from any beginning

    // Waits so long, or less.
    virtual void wait(double seconds) = 0;
};

} // namespace rasp_stitch::enumerator
