#include "support/cli/progress_line.hpp"

#include "support/text/utf8.hpp"

#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace rasp_stitch {

namespace {

constexpr std::string_view back_and_erase = "\r\x1b[K";

bool can_erase(int descriptor) {
    const char* const terminal = std::getenv("TERM"); // NOLINT(concurrency-mt-unsafe): only read
    return ::isatty(descriptor) == 1 && terminal != nullptr &&
           std::string_view(terminal) != "dumb" && !std::string_view(terminal).empty();
}

std::size_t terminal_columns(int descriptor) {
    constexpr std::size_t usual_columns = 80;
    winsize size = {};
    const bool known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : usual_columns;
}

// Returns as much of the text as fits in the given number of columns.
std::string cut(std::string_view text, std::size_t columns) {
    std::string shown;
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        used += glyph.columns;
        if (used > columns) {
            break;
        }
        shown += glyph.shown;
        at += glyph.length;
    }
    return shown;
}

} // namespace

ProgressLine::ProgressLine(bool enabled, int descriptor, Clock::duration pause)
    : descriptor_(descriptor), enabled_(enabled && can_erase(descriptor)), pause_(pause) {}

ProgressLine::~ProgressLine() {
    clear();
}

bool ProgressLine::due() const {
    return enabled_ && (!last_ || Clock::now() - *last_ >= pause_);
}

void ProgressLine::show(std::string_view text) {
    if (!due()) {
        return;
    }
    last_ = Clock::now();
    // The last column stays free: a full line would make the terminal begin another.
    const std::string line = cut(text, terminal_columns(descriptor_) - 1);
    print(std::string(back_and_erase) + line);
    visible_ = true;
}

void ProgressLine::clear() {
    if (visible_) {
        print(back_and_erase);
        visible_ = false;
    }
}

// Status that cannot be printed is nobody's loss.
void ProgressLine::print(std::string_view text) const {
    [[maybe_unused]] const ssize_t ignored = ::write(descriptor_, text.data(), text.size());
}

} // namespace rasp_stitch
