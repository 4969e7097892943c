#include "recognition/network/network_state.hpp"
#include "support/budget/deadline.hpp"
#include "support/random/random.hpp"

#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

using Clock = std::chrono::steady_clock;

// A step's lessons are divided into this many parts, whose gradients are added up in a fixed order,
// so that the result does not depend on the number of threads.
constexpr std::size_t part_count = 4;

std::vector<std::size_t> all_examples(const TaskFeatures& features) {
    std::vector<std::size_t> examples(features.lengths.size());
    std::iota(examples.begin(), examples.end(), std::size_t{0});
    return examples;
}

// Returns at most `most` different examples, drawn at random.
std::vector<std::size_t> some_examples(const TaskFeatures& features, std::size_t most,
                                       Random& random) {
    std::vector<std::size_t> examples = all_examples(features);
    for (std::size_t i = 0; i < most && i < examples.size(); ++i) {
        std::swap(examples[i], examples[i + below(random, examples.size() - i)]);
    }
    examples.resize(std::min(most, examples.size()));
    return examples;
}

// One call of learn: draws lessons and takes steps until a limit is reached.
class Training {
public:
    Training(NetworkState& network, std::span<const Lesson> replays, std::span<const Lesson> dreams,
             const LearningOptions& options)
        : network_(network), replays_(replays), dreams_(dreams), options_(options),
          random_(options.seed), parameters_(network.layers->parameters()),
          optimizer_(parameters_, torch::optim::AdamOptions(options.learning_rate)),
          arena_(network.may_use_threads
                     ? static_cast<int>(std::max<std::size_t>(options.threads, 1))
                     : 1) {}

    LearningResult run() {
        std::vector<double> losses;
        for (double done = progress(0); done < 1 && !options_.budget.stop.stop_requested();
             done = progress(losses.size())) {
            set_learning_rate(1 - done);
            losses.push_back(step());
            if (options_.on_progress) {
                options_.on_progress({.steps = losses.size(),
                                      .loss = mean_of_last(losses, 20),
                                      .seconds = seconds_since(start_)});
            }
        }
        const std::size_t tenth = std::max<std::size_t>(losses.size() / 10, 1);
        LearningResult result{.steps = losses.size(),
                              .last_loss = mean_of_last(losses, tenth),
                              .seconds = seconds_since(start_),
                              .stopped = options_.budget.stop.stop_requested()
                                             ? StopReason::interrupted
                                             : StopReason::none};
        losses.resize(std::min(losses.size(), tenth));
        result.first_loss = mean_of_last(losses, tenth);
        return result;
    }

private:
    static double mean_of_last(std::span<const double> losses, std::size_t count) {
        const auto last = losses.last(std::min(count, losses.size()));
        return last.empty() ? 0
                            : std::accumulate(last.begin(), last.end(), 0.0) /
                                  static_cast<double>(last.size());
    }

    // Returns which share of the steps or of the time is used up, from 0 to 1.
    double progress(std::size_t steps) const {
        const double of_time = seconds_since(start_) / options_.budget.seconds;
        return std::max(of_time,
                        static_cast<double>(steps) / static_cast<double>(options_.max_steps));
    }

    void set_learning_rate(double share) {
        for (auto& group : optimizer_.param_groups()) {
            static_cast<torch::optim::AdamOptions&>(group.options())
                .lr(options_.learning_rate * share);
        }
    }

    std::vector<ChosenLesson> drawn() {
        const double share = dreams_.empty() ? 0 : replays_.empty() ? 1 : options_.dream_share;
        std::vector<ChosenLesson> lessons;
        for (std::size_t i = 0; i < options_.batch; ++i) {
            const std::span<const Lesson> from = unit(random_) < share ? dreams_ : replays_;
            const Lesson& lesson = from[below(random_, from.size())];
            lessons.push_back(
                {&lesson, some_examples(lesson.features, options_.most_examples, random_)});
        }
        return lessons;
    }

    // Takes one step and returns the mean loss before it.
    double step() {
        const std::vector<ChosenLesson> lessons = drawn();
        struct Part {
            double loss = 0;
            std::vector<torch::Tensor> gradients;
        };
        std::vector<Part> parts(std::min(part_count, lessons.size()));
        arena_.execute([&] {
            tbb::parallel_for(
                std::size_t{0}, parts.size(),
                [&](std::size_t i) {
                    at::set_num_threads(1); // for this thread
                    const std::size_t first = i * lessons.size() / parts.size();
                    const std::size_t end = (i + 1) * lessons.size() / parts.size();
                    const torch::Tensor loss =
                        network_.sum_of_losses(std::span(lessons).subspan(first, end - first)) /
                        static_cast<double>(lessons.size());
                    parts[i].gradients =
                        torch::autograd::grad({loss}, parameters_, {}, false, false,
                                              /*allow_unused=*/true);
                    parts[i].loss = loss.item<double>();
                },
                tbb::simple_partitioner{});
        });
        double loss = 0;
        for (std::size_t p = 0; p < parameters_.size(); ++p) {
            torch::Tensor sum = torch::zeros_like(parameters_[p]);
            for (const Part& part : parts) {
                if (part.gradients[p].defined()) {
                    sum += part.gradients[p];
                }
            }
            parameters_[p].mutable_grad() = sum;
        }
        for (const Part& part : parts) {
            loss += part.loss;
        }
        torch::nn::utils::clip_grad_norm_(parameters_, 1.0);
        optimizer_.step();
        return loss;
    }

    NetworkState& network_;
    std::span<const Lesson> replays_;
    std::span<const Lesson> dreams_;
    const LearningOptions& options_;
    Clock::time_point start_ = Clock::now();
    Random random_;
    std::vector<torch::Tensor> parameters_;
    torch::optim::Adam optimizer_;
    tbb::task_arena arena_;
};

} // namespace

LearningResult learn(NetworkState& network, std::span<const Lesson> replays,
                     std::span<const Lesson> dreams, const LearningOptions& options) {
    if (replays.empty() && dreams.empty()) {
        return {};
    }
    return Training(network, replays, dreams, options).run();
}

} // namespace rasp_stitch::recognition
