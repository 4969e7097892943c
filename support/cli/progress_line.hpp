#pragma once

// One line of status on standard error that overwrites itself.
//
//     ProgressLine progress(!options.quiet);
//     for (...) {
//         if (progress.due()) {
//             progress.show(grouped(steps) + " steps");
//         }
//     }
//     progress.clear(); // before anything else is printed; the destructor does it too
//
// It prints only if standard error is a terminal that can erase a line. It is for one thread at a
// time.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch {

class ProgressLine {
public:
    using Clock = std::chrono::steady_clock;

    // The descriptor and the time between two texts are arguments for the tests.
    explicit ProgressLine(bool enabled, int descriptor = 2,
                          Clock::duration pause = std::chrono::milliseconds(100));
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;
    ~ProgressLine();

    // Returns whether show() would print a text now. The call is cheap, so check it before making
    // the text.
    bool due() const;

    // Prints the text, cut to the width of the terminal, if one is due.
    void show(std::string_view text);

    void clear();

private:
    void print(std::string_view text) const;

    int descriptor_;
    bool enabled_;
    Clock::duration pause_;
    std::optional<Clock::time_point> last_; // when a text was last printed
    bool visible_ = false;
};

} // namespace rasp_stitch
