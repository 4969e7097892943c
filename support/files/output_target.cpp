#include "support/files/output_target.hpp"

#include "support/files/descriptor.hpp"
#include "support/text/input_error.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace rasp_stitch {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view be_written = "be written";

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// The links in /proc are open descriptors, whose targets need not be paths.
bool is_open_descriptor(const fs::path& link) {
    std::error_code ignored;
    const fs::path folder = fs::canonical(folder_of(link), ignored);
    return folder.native().starts_with("/proc/");
}

// Returns the file at the end of a chain of symbolic links, whether or not it exists, or nullopt if
// the chain leads through an open descriptor. The system has already refused endless chains.
std::optional<fs::path> follow_links(fs::path path) {
    std::error_code ignored;
    while (fs::is_symlink(fs::symlink_status(path, ignored))) {
        if (is_open_descriptor(path)) {
            return std::nullopt;
        }
        const fs::path next = fs::read_symlink(path, ignored);
        path = folder_of(path) / next; // an absolute `next` replaces the folder
    }
    return path;
}

void check_access(const std::string& path, const std::string& name) {
    if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) {
        throw cannot(name, be_written, errno);
    }
}

// A new file beside the target. It is removed again unless it replaces the target.
class FileBeside {
public:
    FileBeside(fs::path target, const std::string& name)
        : target_(std::move(target)), name_(name), file_(create()) {}
    FileBeside(const FileBeside&) = delete;
    FileBeside(FileBeside&&) = delete;
    FileBeside& operator=(const FileBeside&) = delete;
    FileBeside& operator=(FileBeside&&) = delete;
    ~FileBeside() {
        if (!path_.empty()) {
            ::unlink(path_.c_str());
        }
    }

    void take_permissions(const struct stat& original) const {
        // Only the superuser can give files away; for others, the new file has a new owner.
        [[maybe_unused]] const int ignored =
            ::fchown(file_.number(), original.st_uid, original.st_gid);
        require(::fchmod(file_.number(), original.st_mode & 0777U) == 0);
    }

    void write(std::string_view content) {
        require(file_.write_all(content));
        require(::fsync(file_.number()) == 0 || errno == EINVAL);
        require(file_.close());
    }

    void take_the_place() {
        require(::rename(path_.c_str(), target_.c_str()) == 0);
        path_.clear();
        // The renaming survives a power cut only once the folder is on disk.
        const Descriptor folder = Descriptor::open(folder_of(target_), O_RDONLY | O_DIRECTORY);
        if (folder.is_open()) {
            ::fsync(folder.number());
        }
    }

private:
    Descriptor create() {
        constexpr int attempts = 1000; // others are leftovers of programs that were killed
        for (int i = 0; i < attempts; ++i) {
            const std::string name =
                ".rasp-stitch." + std::to_string(::getpid()) + '.' + std::to_string(i);
            const std::string path = folder_of(target_) / name;
            Descriptor file = Descriptor::open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
            if (file.is_open()) {
                path_ = path;
                return file;
            }
            if (const int reason = errno; reason != EEXIST) {
                throw cannot(name_, be_written, reason);
            }
        }
        throw cannot(name_, be_written, EEXIST);
    }

    void require(bool done) const {
        if (!done) {
            throw cannot(name_, be_written, errno);
        }
    }

    fs::path target_;
    const std::string& name_;
    std::string path_; // of the new file, as long as it is there
    Descriptor file_;
};

} // namespace

OutputTarget::OutputTarget(const std::string& path)
    : name_(path.empty() ? "\"\"" : path), path_(path) {
    if (path == "-" || path == "/dev/stdout") {
        name_ = "standard output";
        kind_ = Kind::standard_output;
        return;
    }
    if (path.empty()) {
        throw cannot(name_, be_written, ENOENT);
    }
    struct stat status = {};
    if (::stat(path.c_str(), &status) == 0) {
        existing_ = status;
    } else if (errno != ENOENT) {
        throw cannot(name_, be_written, errno);
    }
    const bool is_folder = existing_ ? S_ISDIR(status.st_mode) : path.ends_with('/');
    if (is_folder) {
        throw InputError({.found = "this is a folder", .expected = "a file", .source = name_});
    }
    if (existing_ && !S_ISREG(status.st_mode)) {
        kind_ = Kind::in_place;
        return;
    }
    if (const std::optional<fs::path> file = follow_links(path)) {
        path_ = *file;
    } else {
        kind_ = Kind::in_place;
    }
}

void OutputTarget::check() const {
    switch (kind_) {
    case Kind::standard_output:
        if (::fcntl(STDOUT_FILENO, F_GETFD) < 0) {
            throw cannot(name_, be_written, errno);
        }
        break;
    case Kind::in_place:
        check_access(path_, name_);
        break;
    case Kind::replaced:
        if (existing_) {
            check_access(path_, name_);
        }
        const FileBeside trial(path_, name_);
        break;
    }
}

void OutputTarget::write(std::string_view content) const {
    switch (kind_) {
    case Kind::standard_output:
        if (std::fwrite(content.data(), 1, content.size(), stdout) != content.size() ||
            std::fflush(stdout) != 0) {
            throw cannot(name_, be_written, errno);
        }
        break;
    case Kind::in_place:
        write_in_place(content);
        break;
    case Kind::replaced:
        replace(content);
        break;
    }
}

void OutputTarget::write_in_place(std::string_view content) const {
    // Appending matters only for a descriptor of a regular file, whose content stays.
    Descriptor file = Descriptor::open(path_, O_WRONLY | O_APPEND);
    if (!file.is_open() || !file.write_all(content) || !file.close()) {
        throw cannot(name_, be_written, errno);
    }
}

void OutputTarget::replace(std::string_view content) const {
    // Renaming does not depend on whether the file may be written.
    if (existing_) {
        check_access(path_, name_);
    }
    FileBeside file(path_, name_);
    if (existing_) {
        file.take_permissions(*existing_);
    }
    file.write(content);
    file.take_the_place();
}

} // namespace rasp_stitch
