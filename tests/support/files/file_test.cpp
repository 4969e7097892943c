#include "support/files/file.hpp"

#include "tests/support/child_process.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace rasp_stitch;

namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

unsigned permissions(const std::string& path) {
    return static_cast<unsigned>(fs::status(path).permissions());
}

} // namespace

TEST_CASE("What was written is read again, byte for byte") {
    const TemporaryFolder folder;
    const std::string content("a\0b\r\n\xFF", 6);
    for (const std::string& text : {std::string(), content, std::string(3'000'000, 'x')}) {
        write_output(folder / "file", text);
        CHECK(read_input(folder / "file") == text);
    }
    CHECK(folder.names() == Names{"file"});
}

TEST_CASE("A file of unknown size is read to its end") {
    CHECK(read_input("/dev/null").empty());
    CHECK_FALSE(read_input("/proc/self/status").empty());
}

TEST_CASE("The error for input that cannot be read has the name and the reason") {
    const TemporaryFolder folder;
    CHECK(message_of([&] { (void)read_input(folder / "none.json"); }) ==
          folder / "none.json" + ": cannot be read (No such file or directory)");
    CHECK(message_of([&] { (void)read_input(folder.path()); }) ==
          folder.path() + ": this is a folder\nexpected a file");
    CHECK(message_of([&] { (void)read_input(""); }) ==
          "\"\": cannot be read (No such file or directory)");
}

TEST_CASE("A file without permission is not read and not written") {
    if (::geteuid() == 0) {
        return; // the superuser may do everything
    }
    const TemporaryFolder folder;
    write_output(folder / "file", "old");
    fs::permissions(folder / "file", fs::perms::none);
    CHECK(message_of([&] { (void)read_input(folder / "file"); }) ==
          folder / "file" + ": cannot be read (Permission denied)");
    const std::string refusal = folder / "file" + ": cannot be written (Permission denied)";
    CHECK(message_of([&] { write_output(folder / "file", "new"); }) == refusal);
    CHECK(message_of([&] { check_writable(folder / "file"); }) == refusal);
    CHECK(folder.names() == Names{"file"});
}

TEST_CASE("A dash is standard input") {
    CHECK(source_name("-") == "standard input");
    CHECK(source_name("corpus.json") == "corpus.json");
    const TemporaryFolder folder;
    write_output(folder / "file", "from standard input");
    const ChildResult result = run_in_child([&] {
        const int file = ::open((folder / "file").c_str(), O_RDONLY);
        ::dup2(file, STDIN_FILENO);
        write_output("-", read_input("-"));
        return 0;
    });
    CHECK(result.exit_code == 0);
    CHECK(result.output == "from standard input");
}

TEST_CASE("Standard output that accepts nothing is an error") {
    const ChildResult result = run_in_child([] {
        const int full = ::open("/dev/full", O_WRONLY);
        ::dup2(full, STDOUT_FILENO);
        std::fputs(message_of([] { write_output("-", "text"); }).c_str(), stderr);
        return 0;
    });
    CHECK(result.errors == "standard output: cannot be written (No space left on device)");
}

TEST_CASE("Standard output that is closed is an error before and at the writing") {
    const ChildResult result = run_in_child([] {
        ::close(STDOUT_FILENO);
        std::fputs((message_of([] { check_writable("-"); }) + '\n').c_str(), stderr);
        std::fputs(message_of([] { write_output("-", "text"); }).c_str(), stderr);
        return 0;
    });
    CHECK(result.errors == "standard output: cannot be written (Bad file descriptor)\n"
                           "standard output: cannot be written (Bad file descriptor)");
}

TEST_CASE("The error for output that cannot be written has the name and the reason") {
    const TemporaryFolder folder;
    const std::string missing = folder / "none/out.json";
    const auto both = [](const std::string& path) {
        const std::string early = message_of([&] { check_writable(path); });
        CHECK(message_of([&] { write_output(path, "new"); }) == early);
        return early;
    };
    CHECK(both(missing) == missing + ": cannot be written (No such file or directory)");
    CHECK(both(folder.path()) == folder.path() + ": this is a folder\nexpected a file");
    CHECK(both(folder / "new/") == folder / "new/" + ": this is a folder\nexpected a file");
    CHECK(both("") == "\"\": cannot be written (No such file or directory)");
    write_output(folder / "file", "old");
    CHECK(both(folder / "file/out").find("(Not a directory)") != std::string::npos);
    CHECK(folder.names() == Names{"file"});
}

TEST_CASE("Checking whether a file can be written leaves no file behind") {
    const TemporaryFolder folder;
    write_output(folder / "old", "content");
    check_writable(folder / "old");
    check_writable(folder / "new");
    check_writable("/dev/null");
    check_writable("-");
    CHECK(folder.names() == Names{"old"});
    CHECK(read_input(folder / "old") == "content");
}

TEST_CASE("A write that fails halfway leaves the old file and nothing else") {
    const TemporaryFolder folder;
    write_output(folder / "file", "old");
    const ChildResult result = run_in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit = {1000, 1000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        std::fputs(
            message_of([&] { write_output(folder / "file", std::string(5000, 'x')); }).c_str(),
            stderr);
        return 0;
    });
    CHECK(result.errors == folder / "file" + ": cannot be written (File too large)");
    CHECK(read_input(folder / "file") == "old");
    CHECK(folder.names() == Names{"file"});
}

TEST_CASE("Permissions of a file that is replaced are kept") {
    const TemporaryFolder folder;
    write_output(folder / "file", "old");
    for (const unsigned mode : {0600U, 0644U, 0755U}) {
        fs::permissions(folder / "file", static_cast<fs::perms>(mode));
        write_output(folder / "file", "new");
        CHECK(permissions(folder / "file") == mode);
    }
}

TEST_CASE("A new file gets the permissions that the user's mask leaves") {
    const TemporaryFolder folder;
    const mode_t mask = ::umask(027);
    write_output(folder / "file", "new");
    ::umask(mask);
    CHECK(permissions(folder / "file") == 0640);
}

TEST_CASE("A symbolic link stays and its target is replaced") {
    const TemporaryFolder folder;
    fs::create_directory(folder / "deep");
    write_output(folder / "deep/target", "old");
    fs::create_symlink("deep/target", folder / "link");
    fs::create_symlink(folder / "link", folder / "link_to_link");
    write_output(folder / "link_to_link", "new");
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(fs::is_symlink(folder / "link_to_link"));
    CHECK_FALSE(fs::is_symlink(folder / "deep/target"));
    CHECK(read_input(folder / "deep/target") == "new");
}

TEST_CASE("A symbolic link to nothing makes its target") {
    const TemporaryFolder folder;
    fs::create_symlink("target", folder / "link");
    write_output(folder / "link", "new");
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(read_input(folder / "target") == "new");
}

TEST_CASE("Symbolic links in a circle are an error") {
    const TemporaryFolder folder;
    fs::create_symlink("b", folder / "a");
    fs::create_symlink("a", folder / "b");
    CHECK(message_of([&] { write_output(folder / "a", "new"); }).find("symbolic links") !=
          std::string::npos);
}

TEST_CASE("A pipe is written to and stays a pipe") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    // A reader that does not wait lets the writer in.
    const int reader = ::open((folder / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
    write_output(folder / "pipe", "through");
    std::string text(100, '\0');
    const ssize_t count = ::read(reader, text.data(), text.size());
    ::close(reader);
    CHECK(text.substr(0, static_cast<std::size_t>(count)) == "through");
    CHECK(fs::is_fifo(folder / "pipe"));
}

TEST_CASE("Devices are written to directly") {
    write_output("/dev/null", "away");
    CHECK(fs::is_character_file("/dev/null"));
    CHECK(message_of([] { write_output("/dev/full", "text"); }) ==
          "/dev/full: cannot be written (No space left on device)");
    const ChildResult result = run_in_child([] {
        write_output("/dev/stdout", "out");
        write_output("/dev/stderr", "err");
        return 0;
    });
    CHECK(result.output == "out");
    CHECK(result.errors == "err");
}

TEST_CASE("An open descriptor of a file is appended to") {
    const TemporaryFolder folder;
    write_output(folder / "log", "before\n");
    const int log = ::open((folder / "log").c_str(), O_WRONLY | O_APPEND);
    write_output("/dev/fd/" + std::to_string(log), "after\n");
    ::close(log);
    CHECK(read_input(folder / "log") == "before\nafter\n");
}
