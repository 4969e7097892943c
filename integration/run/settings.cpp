#include "integration/run/settings.hpp"

#include <limits>

namespace rasp_stitch::loop {

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

// The help in the table repeats these.
constexpr double default_search_seconds = 300;
constexpr double default_training_seconds = 120;
constexpr double default_test_seconds = 60;

double seconds_of(const std::optional<double>& given, bool is_limited, double otherwise) {
    return given ? *given : is_limited ? unlimited : otherwise;
}

} // namespace

double search_seconds(const Settings& settings) {
    return seconds_of(settings.search_seconds, settings.programs_per_task.has_value(),
                      default_search_seconds);
}

double training_seconds(const Settings& settings) {
    return seconds_of(settings.training_seconds, settings.training_steps.has_value(),
                      default_training_seconds);
}

double test_seconds(const Settings& settings) {
    return seconds_of(settings.test_seconds, settings.programs_per_task.has_value(),
                      default_test_seconds);
}

} // namespace rasp_stitch::loop
