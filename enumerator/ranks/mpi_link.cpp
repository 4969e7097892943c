#include "enumerator/ranks/mpi_link.hpp"

#include "support/budget/deadline.hpp"

#include <boost/mpi/collectives.hpp>
#include <boost/mpi/operations.hpp>

#include <algorithm>
#include <cstring>
#include <functional>
#include <thread>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

// A message of any kind is the number of its order, and its bytes. The kind is the tag.
std::vector<char> packed(const RankMessage& message) {
    std::vector<char> bytes(sizeof message.number + message.bytes.size());
    std::memcpy(bytes.data(), &message.number, sizeof message.number);
    std::ranges::copy(message.bytes, bytes.begin() + sizeof message.number);
    return bytes;
}

} // namespace

void MpiLink::send(RankMessage message) {
    forget_sent();
    Sent& sent = sent_.emplace_back(Sent{.bytes = packed(message), .request = {}});
    sent.request = world_.isend(message.rank, static_cast<int>(message.kind), sent.bytes.data(),
                                static_cast<int>(sent.bytes.size()));
}

std::optional<RankMessage> MpiLink::receive() {
    const std::optional<boost::mpi::status> status = [&]() -> std::optional<boost::mpi::status> {
        const auto found = world_.iprobe();
        return found ? std::optional(*found) : std::nullopt;
    }();
    if (!status) {
        return std::nullopt;
    }
    std::vector<char> bytes(static_cast<std::size_t>(status->count<char>().value_or(0)));
    world_.recv(status->source(), status->tag(), bytes.data(), static_cast<int>(bytes.size()));
    RankMessage message{.rank = status->source(), .kind = static_cast<MessageKind>(status->tag())};
    std::memcpy(&message.number, bytes.data(), sizeof message.number);
    message.bytes.assign(bytes.begin() + sizeof message.number, bytes.end());
    return message;
}

double MpiLink::now() const {
    return seconds_since(start_);
}

void MpiLink::wait(double seconds) {
    forget_sent(); // this also lets MPI go on with what it has to send
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

void MpiLink::forget_sent() {
    sent_.remove_if([](Sent& sent) { return static_cast<bool>(sent.request.test()); });
}

std::size_t MpiLink::ranks_per_machine() const {
    MPI_Comm machine = MPI_COMM_NULL;
    MPI_Comm_split_type(world_, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
    const boost::mpi::communicator here(machine, boost::mpi::comm_take_ownership);
    return static_cast<std::size_t>(
        boost::mpi::all_reduce(world_, here.size(), boost::mpi::maximum<int>()));
}

} // namespace rasp_stitch::enumerator
