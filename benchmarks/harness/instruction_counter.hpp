#pragma once

// Counts the instructions that a process and its descendants execute outside the kernel. Unlike
// time, their number hardly depends on what else the machine is doing.
//
//     const InstructionCounter counter(child);   // before the child begins its work
//     ... wait for the child ...
//     counter.count()                            // nullopt if the system does not permit it

#include "support/files/descriptor.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include <sys/types.h>

namespace rasp_stitch::benchmarks {

class InstructionCounter {
public:
    explicit InstructionCounter(pid_t process);

    std::optional<std::int64_t> count() const;

private:
    Descriptor event_;
};

// Returns why instructions cannot be counted here, or nullopt if they can.
std::optional<std::string> why_no_instructions();

} // namespace rasp_stitch::benchmarks
