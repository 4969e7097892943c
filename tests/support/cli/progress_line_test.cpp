#include "support/cli/progress_line.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <string>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace rasp_stitch;

namespace {

constexpr auto no_pause = ProgressLine::Clock::duration::zero();
constexpr auto long_pause = std::chrono::hours(1);

// A terminal of a given width that remembers what was printed on it.
class Terminal {
public:
    explicit Terminal(unsigned short columns) : master_(::posix_openpt(O_RDWR | O_NOCTTY)) {
        REQUIRE(master_ >= 0);
        REQUIRE(::grantpt(master_) == 0);
        REQUIRE(::unlockpt(master_) == 0);
        std::array<char, 100> name = {};
        REQUIRE(::ptsname_r(master_, name.data(), name.size()) == 0);
        slave_ = ::open(name.data(), O_RDWR | O_NOCTTY);
        REQUIRE(slave_ >= 0);
        winsize size = {};
        size.ws_col = columns;
        REQUIRE(::ioctl(slave_, TIOCSWINSZ, &size) == 0);
        ::setenv("TERM", "xterm", 1);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal() {
        ::close(slave_);
        ::close(master_);
    }

    int descriptor() const { return slave_; }

    // All that was printed since the last call.
    std::string printed() const {
        ::fcntl(master_, F_SETFL, O_NONBLOCK);
        std::string text;
        std::array<char, 4096> buffer = {};
        while (true) {
            const ssize_t count = ::read(master_, buffer.data(), buffer.size());
            if (count <= 0) {
                return text;
            }
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }

private:
    int master_;
    int slave_ = -1;
};

} // namespace

TEST_CASE("A status line overwrites itself and is erased in the end") {
    const Terminal terminal(80);
    {
        ProgressLine progress(true, terminal.descriptor(), no_pause);
        progress.show("one");
        CHECK(terminal.printed() == "\r\x1b[Kone");
        progress.show("two");
        CHECK(terminal.printed() == "\r\x1b[Ktwo");
    }
    CHECK(terminal.printed() == "\r\x1b[K");
}

TEST_CASE("A status line that was cleared needs no erasing") {
    const Terminal terminal(80);
    {
        ProgressLine progress(true, terminal.descriptor(), no_pause);
        progress.clear();
        CHECK(terminal.printed() == "");
        progress.show("one");
        progress.clear();
        progress.clear();
    }
    CHECK(terminal.printed() == "\r\x1b[Kone\r\x1b[K");
}

TEST_CASE("A status line is cut to the terminal and cannot break out of it") {
    const Terminal terminal(10);
    ProgressLine progress(true, terminal.descriptor(), no_pause);
    progress.show("0123456789abc");
    CHECK(terminal.printed() == "\r\x1b[K012345678");
    progress.show("漢漢漢漢漢漢");
    CHECK(terminal.printed() == "\r\x1b[K漢漢漢漢");
    progress.show("a\nb\x1b[2J");
    CHECK(terminal.printed() == "\r\x1b[Ka?b?[2J");
}

TEST_CASE("Texts that come too soon are not printed") {
    const Terminal terminal(80);
    ProgressLine progress(true, terminal.descriptor(), long_pause);
    CHECK(progress.due());
    progress.show("one");
    CHECK_FALSE(progress.due());
    progress.show("two");
    CHECK(terminal.printed() == "\r\x1b[Kone");
}

TEST_CASE("Nothing is printed where it is not wanted or cannot be erased") {
    const Terminal terminal(80);
    ProgressLine disabled(false, terminal.descriptor(), no_pause);
    CHECK_FALSE(disabled.due());
    disabled.show("text");
    CHECK(terminal.printed() == "");

    ::setenv("TERM", "dumb", 1);
    ProgressLine dumb(true, terminal.descriptor(), no_pause);
    CHECK_FALSE(dumb.due());
    dumb.show("text");
    CHECK(terminal.printed() == "");

    const int null = ::open("/dev/null", O_WRONLY);
    ProgressLine file(true, null, no_pause);
    CHECK_FALSE(file.due());
    ::close(null);
}
