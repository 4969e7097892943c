#include "support/options/shared_rows.hpp"

#include "support/options/option_values.hpp"

#include <utility>

namespace rasp_stitch {

OptionRow threads_row(std::string_view group, std::size_t& threads, const std::string& effect) {
    return with_default_note({group, "threads", 't', "N", thread_count(threads), "0",
                              "threads to use, 0 for one per core; " + effect},
                             "one per core");
}

OptionRow time_limit_row(std::string_view group, OptionValue seconds, std::string default_text,
                         std::string help) {
    return {group,           "time-limit",       0,
            "SECONDS",       std::move(seconds), std::move(default_text),
            std::move(help), {"time", "seconds"}};
}

OptionRow memory_limit_row(std::string_view group, OptionValue megabytes, std::string default_text,
                           std::string help) {
    megabytes.limits.clear(); // the upper limit is more than any machine has
    return {group,           "memory-limit", 0, "MB", std::move(megabytes), std::move(default_text),
            std::move(help), {"memory"}};
}

OptionRow max_arity_row(std::string_view group, OptionValue value, std::string default_text) {
    return {group,
            "max-arity",
            'a',
            "N",
            std::move(value),
            std::move(default_text),
            "the most arguments an abstraction may have",
            {"arity"}};
}

OptionRow max_programs_row(std::string_view group, OptionValue value, std::string help) {
    return {group,           "max-programs",   0, "N", std::move(value), "",
            std::move(help), {"most-programs"}};
}

OptionRow seed_row(std::string_view group, OptionValue value, std::string default_text,
                   std::string help) {
    return {group, "seed", 0, "N", std::move(value), std::move(default_text), std::move(help)};
}

OptionRow out_row(std::string_view group, OptionValue path, std::string default_text,
                  std::string help) {
    help += "; - for standard output";
    return {group, "out", 'o', "FILE", std::move(path), std::move(default_text), std::move(help)};
}

OptionRow report_row(std::string_view group, OptionValue path, const std::string& what) {
    return {group,
            "report",
            0,
            "FILE.html",
            std::move(path),
            "",
            "write a page that shows " + what +
                ", for a browser; it needs no other file; - for standard output"};
}

OptionRow json_row(std::string_view group, bool& as_json, std::string what) {
    return {group, "json", 0, "", flag(as_json), "", "print " + std::move(what)};
}

OptionRow quiet_row(std::string_view group, bool& quiet, std::string help) {
    return {group, "quiet", 'q', "", flag(quiet), "", std::move(help)};
}

OptionRow help_row(bool& help) {
    return {"Help", "help", 'h', "", flag(help), "", "show this page"};
}

OptionRow version_row(bool& version) {
    return {"Help", "version", 0, "", flag(version), "", "show the version"};
}

OptionRow manual_row(bool& manual) {
    return {"Help",
            "manual",
            0,
            "",
            flag(manual),
            "",
            "print the manual page, which man shows: --manual | man -l -"};
}

OptionRow completion_row(OptionValue shell) {
    return {"Help",
            "completion",
            0,
            "SHELL",
            std::move(shell),
            "",
            "print a script that completes options in bash, zsh or fish"};
}

} // namespace rasp_stitch
