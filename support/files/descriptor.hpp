#pragma once

// An open file of the operating system, closed when it goes out of scope.
//
//     const Descriptor file = Descriptor::open(path, O_RDONLY);
//     if (!file.is_open()) {
//         throw cannot(path, "be read", errno); // "PATH: cannot be read (REASON)"
//     }
//
// It is used by support/files/file.cpp and support/files/output_target.cpp; interrupted system
// calls are repeated.

#include "support/text/input_error.hpp"

#include <string>
#include <string_view>

#include <sys/types.h>

namespace rasp_stitch {

class Descriptor {
public:
    static Descriptor open(const std::string& path, int flags, mode_t mode = 0);

    explicit Descriptor(int number) noexcept : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor();

    bool is_open() const { return number_ >= 0; }
    int number() const { return number_; }

    // Return false, with errno set, if the system reports an error.
    bool write_all(std::string_view content) const;
    bool close();

private:
    int number_;
};

// Returns the error "SOURCE: cannot ACTION (REASON)", where the reason is that of the error number.
InputError cannot(const std::string& source, std::string_view action, int error);

} // namespace rasp_stitch
