#include "recognition/near/polish.hpp"

#include "rasp/evaluator/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <variant>

namespace rasp_stitch::recognition {

using lambda::TermId;
using lambda::TermStore;

namespace {

constexpr std::size_t most_steps = 30;

// One number of one reading.
struct Parameter {
    std::size_t reading = 0;
    std::size_t number = 0;
};

class Polishing {
public:
    Polishing(const Sketch& sketch, const GroundGrammar& grammar,
              std::span<const HoleReading> readings, const ReadingTerms& terms_of, TermStore& terms,
              const NearTask& task)
        : sketch_(sketch), grammar_(grammar), terms_of_(terms_of), terms_(terms), task_(task),
          readings_(readings.begin(), readings.end()), learnt_(sketch.learnt()) {
        for (std::size_t i = 0; i < readings_.size(); ++i) {
            const HoleReading& reading = readings_[i];
            if (!terms_of.has_length() && reading.numbers.size() == summand_count) {
                readings_[i].numbers[static_cast<std::size_t>(Summand::length)] = 0;
            }
            if (reading.form == HoleForm::threshold && reading.true_tokens.empty() &&
                reading.false_tokens.empty()) {
                normalise(readings_[i]);
            }
            for (std::size_t number = 0; number < reading.numbers.size(); ++number) {
                if (reading.numbers[number] != 0 || static_cast<Summand>(number) == Summand::one ||
                    reading.form == HoleForm::constant) {
                    parameters_.push_back({i, number});
                }
            }
        }
    }

    std::optional<PolishedProgram> run() {
        if (!program()) {
            return std::nullopt;
        }
        best_ = score();
        best_readings_ = readings_;
        const bool is_smooth = !parameters_.empty() && has_numbers();
        if (best_.wrong > 0 && is_smooth) {
            fit(parameters_);
        }
        round_all();
        if (is_smooth && parameters_.size() > 1 && 2 * best_.wrong < best_.cells) {
            settle_each();
        }
        readings_ = best_readings_;
        simplify_each();
        if (single_summands()) {
            simplify_each();
        }
        readings_ = best_readings_;
        const std::optional<TermId> term = program();
        return term ? std::optional(PolishedProgram{*term, readings_, best_}) : std::nullopt;
    }

private:
    // Keeps the simplest numbers of one precision that are near to what was fitted.
    void round_all() {
        const std::vector<HoleReading> fitted = readings_;
        for (const double slack : {0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 1e-4, 1e-5, 1e-6, 1e-9}) {
            readings_ = fitted;
            for (const Parameter& parameter : parameters_) {
                double& number = at(parameter);
                const double width = slack * std::max(1.0, std::abs(number));
                if (const auto simple = simplest_between(number - width, number + width)) {
                    number = simple->value();
                }
            }
            keep_if_better();
        }
    }

    // Sets one number after the other to 0 or 1, and fits the others again: parts of what was learnt
    // may only cancel each other, as may the base and the exponent of a power.
    void settle_each() {
        for (const Parameter& parameter : parameters_) {
            for (const double value : {0.0, 1.0}) {
                readings_ = best_readings_;
                if (at(parameter) == 0 || at(parameter) == value) {
                    continue;
                }
                std::vector<Parameter> others;
                for (const Parameter& other : parameters_) {
                    if (at(other) != 0 &&
                        (other.reading != parameter.reading || other.number != parameter.number)) {
                        others.push_back(other);
                    }
                }
                at(parameter) = value;
                if (!others.empty() && score().wrong > best_.wrong) {
                    fit(others);
                }
                round_all();
            }
        }
    }

    // A threshold of one summand says where it is: its factor becomes 1 or -1.
    static void normalise(HoleReading& reading) {
        double largest = 0;
        for (std::size_t i = 0; i + 1 < reading.numbers.size(); ++i) {
            largest = std::max(largest, std::abs(reading.numbers[i]));
        }
        for (double& number : reading.numbers) {
            number = largest > 0 ? number / largest : number;
        }
    }

    double& at(const Parameter& parameter) {
        return readings_[parameter.reading].numbers[parameter.number];
    }

    std::optional<TermId> program() {
        std::vector<TermId> made(sketch_.nodes().size());
        for (std::size_t i = 0; i < learnt_.size(); ++i) {
            const std::optional<TermId> term = terms_of_.term(terms_, readings_[i]);
            if (!term) {
                return std::nullopt;
            }
            made[learnt_[i]] = *term;
        }
        return sketch_.term(
            grammar_, terms_, [&](std::uint32_t node) { return made[node]; },
            Sketch::Abstractions::unfolded);
    }

    ExactScore score() {
        const std::optional<TermId> term = program();
        return term ? exact_score(terms_, *term, task_)
                    : ExactScore{.cells = 1,
                                 .wrong = std::numeric_limits<std::size_t>::max(),
                                 .nats = std::numeric_limits<double>::infinity()};
    }

    std::size_t complexity() const {
        std::size_t sum = 0;
        for (const Parameter& parameter : parameters_) {
            const double number = readings_[parameter.reading].numbers[parameter.number];
            const double slack = 1e-9 * std::max(1.0, std::abs(number));
            const auto simple = simplest_between(number - slack, number + slack);
            sum += simple ? complexity_of(*simple) : 10;
        }
        return sum;
    }

    void keep_if_better() {
        const ExactScore now = score();
        const std::size_t digits = complexity();
        if (now.wrong < best_.wrong || (now.wrong == best_.wrong && digits < best_digits_)) {
            best_ = now;
            best_digits_ = digits;
            best_readings_ = readings_;
        }
    }

    bool has_numbers() const {
        const auto& output = task_.task().examples[task_.training.front()].output;
        const auto* const values = std::get_if<rasp::Sequence>(&*output);
        return values != nullptr && !values->empty() &&
               rasp::kind_of(values->front()) == rasp::ValueKind::number;
    }

    // Returns what the program gives minus what is wanted, at each cell; nullopt if it fails.
    std::optional<std::vector<double>> residuals() {
        const std::optional<TermId> term = program();
        if (!term) {
            return std::nullopt;
        }
        const std::vector<rasp::Input> inputs = rasp::inputs_of(task_.task());
        const std::vector<rasp::Evaluation> evaluations = rasp::evaluate(terms_, *term, inputs);
        std::vector<double> differences;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const auto& wanted = task_.task().examples[i].output;
            if (!wanted) {
                continue;
            }
            const auto& given = evaluations[i].output;
            if (!given || given->index() != wanted->index()) {
                return std::nullopt;
            }
            const auto& a = std::get<rasp::Sequence>(*given);
            const auto& b = std::get<rasp::Sequence>(*wanted);
            for (std::size_t j = 0; j < b.size(); ++j) {
                if (rasp::kind_of(a[j]) == rasp::ValueKind::string) {
                    return std::nullopt;
                }
                differences.push_back(rasp::number_of(a[j]) - rasp::number_of(b[j]));
            }
        }
        return differences;
    }

    static double robust(std::span<const double> differences, double scale) {
        double sum = 0;
        for (const double difference : differences) {
            sum += std::log1p(difference * difference / (scale * scale));
        }
        return sum;
    }

    static double scale_of(std::vector<double> differences) {
        for (double& difference : differences) {
            difference = std::abs(difference);
        }
        const auto middle =
            differences.begin() + static_cast<std::ptrdiff_t>(differences.size() / 2);
        std::ranges::nth_element(differences, middle);
        return std::max(*middle, 1e-9);
    }

    void fit(std::span<const Parameter> parameters) {
        double damping = 1e-3;
        std::optional<std::vector<double>> now = residuals();
        for (std::size_t step = 0; now && step < most_steps && damping < 1e6; ++step) {
            const double scale = scale_of(*now);
            const std::size_t count = parameters.size();
            std::vector<std::vector<double>> slopes;
            for (const Parameter& parameter : parameters) {
                double& number = at(parameter);
                const double before = number;
                const double width = 1e-6 * std::max(1.0, std::abs(before));
                number = before + width;
                const auto moved = residuals();
                number = before;
                std::vector<double> slope(now->size(), 0);
                for (std::size_t i = 0; moved && i < slope.size(); ++i) {
                    slope[i] = ((*moved)[i] - (*now)[i]) / width;
                    // A jump is no slope.
                    slope[i] = std::abs(slope[i]) > 1e4 ? 0 : slope[i];
                }
                slopes.push_back(std::move(slope));
            }
            std::vector<double> weights;
            for (const double difference : *now) {
                weights.push_back(1 / (1 + difference * difference / (scale * scale)));
            }
            std::vector<std::vector<double>> matrix(count, std::vector<double>(count + 1, 0));
            for (std::size_t i = 0; i < count; ++i) {
                for (std::size_t j = 0; j < count; ++j) {
                    for (std::size_t k = 0; k < now->size(); ++k) {
                        matrix[i][j] += weights[k] * slopes[i][k] * slopes[j][k];
                    }
                }
                for (std::size_t k = 0; k < now->size(); ++k) {
                    matrix[i][count] -= weights[k] * slopes[i][k] * (*now)[k];
                }
                matrix[i][i] += damping * matrix[i][i] + 1e-12;
            }
            const std::vector<double> change = solution(std::move(matrix));
            const std::vector<HoleReading> before = readings_;
            for (std::size_t i = 0; i < count; ++i) {
                at(parameters[i]) += change[i];
            }
            const auto moved = residuals();
            if (moved && robust(*moved, scale) < robust(*now, scale)) {
                now = moved;
                damping = std::max(damping / 10, 1e-12);
            } else {
                readings_ = before;
                damping *= 10;
            }
        }
    }

    // Solves the linear equations whose last column is the right side (Gauss, with pivots).
    static std::vector<double> solution(std::vector<std::vector<double>> matrix) {
        const std::size_t count = matrix.size();
        for (std::size_t column = 0; column < count; ++column) {
            std::size_t pivot = column;
            for (std::size_t row = column; row < count; ++row) {
                if (std::abs(matrix[row][column]) > std::abs(matrix[pivot][column])) {
                    pivot = row;
                }
            }
            std::swap(matrix[column], matrix[pivot]);
            if (std::abs(matrix[column][column]) < 1e-300) {
                continue;
            }
            for (std::size_t row = 0; row < count; ++row) {
                const double factor =
                    row == column ? 0 : matrix[row][column] / matrix[column][column];
                for (std::size_t i = column; factor != 0 && i <= count; ++i) {
                    matrix[row][i] -= factor * matrix[column][i];
                }
            }
        }
        std::vector<double> found(count, 0);
        for (std::size_t i = 0; i < count; ++i) {
            const double value = matrix[i][count] / matrix[i][i];
            found[i] = std::isfinite(value) ? value : 0;
        }
        return found;
    }

    // Tries for each threshold on several summands one on a single summand, which is the middle one of
    // the simplest that do as well. Returns whether there is such a threshold.
    bool single_summands() {
        bool is_changed = false;
        for (std::size_t i = 0; i < readings_.size(); ++i) {
            if (readings_[i].form != HoleForm::threshold || !readings_[i].true_tokens.empty() ||
                !readings_[i].false_tokens.empty()) {
                continue;
            }
            for (std::size_t summand = 0; summand + 1 < summand_count; ++summand) {
                for (const double factor : {1.0, -1.0}) {
                    is_changed = single_summand(i, summand, factor) || is_changed;
                }
            }
        }
        return is_changed;
    }

    bool single_summand(std::size_t reading, std::size_t summand, double factor) {
        const auto [least, most] = range_of(static_cast<Summand>(summand));
        if (least > most) {
            return false;
        }
        struct Kept {
            ExactScore score;
            std::size_t digits = 0;
            HoleReading reading;
        };
        std::vector<Kept> kept;
        const double grid = most - least > 30 ? 1 : 0.1;
        for (double bound = std::floor(least); bound <= std::ceil(most); bound += grid) {
            readings_ = best_readings_;
            HoleReading& single = readings_[reading];
            single.numbers.assign(summand_count, 0);
            single.numbers[summand] = factor;
            single.numbers.back() = -factor * std::round(bound / grid) * grid;
            const Kept now{score(), complexity(), single};
            if (now.score.wrong <= best_.wrong) {
                if (!kept.empty() && now.score.wrong < kept.front().score.wrong) {
                    kept.clear();
                }
                if (kept.empty() || now.score.wrong == kept.front().score.wrong) {
                    kept.push_back(now);
                }
            }
        }
        if (kept.empty()) {
            return false;
        }
        // Whole numbers before others, and of these the middle one.
        std::ranges::stable_sort(kept, {}, &Kept::digits);
        const auto same = std::ranges::count(kept, kept.front().digits, &Kept::digits);
        const Kept& middle = kept[static_cast<std::size_t>(same / 2)];
        if (middle.score.wrong == best_.wrong && middle.digits >= best_digits_) {
            return false;
        }
        best_ = middle.score;
        best_digits_ = middle.digits;
        best_readings_[reading] = middle.reading;
        return true;
    }

    // Returns how far a summand goes on the inputs; nothing for tokens that are no numbers.
    std::pair<double, double> range_of(Summand summand) const {
        double least = std::numeric_limits<double>::infinity();
        double most = -least;
        for (const rasp::Example& example : task_.task().examples) {
            const auto length = static_cast<double>(example.input.tokens.size());
            for (const rasp::Value& token : example.input.tokens) {
                const double value =
                    summand == Summand::token && rasp::kind_of(token) != rasp::ValueKind::string
                        ? rasp::number_of(token)
                        : length;
                if (summand == Summand::token && rasp::kind_of(token) == rasp::ValueKind::string) {
                    continue;
                }
                least = std::min(least, summand == Summand::index ? 0 : value);
                most = std::max(most, value);
            }
        }
        return {least, most};
    }

    // Tries for each number those around it, the simplest first.
    void simplify_each() {
        best_digits_ = complexity();
        for (std::size_t round = 0; round < 3; ++round) {
            const ExactScore before = best_;
            for (const Parameter& parameter : parameters_) {
                const double centre = best_readings_[parameter.reading].numbers[parameter.number];
                std::vector<double> candidates = {0, 1, -1};
                for (const double grid : {1.0, 0.1, 0.01}) {
                    for (int offset = -6; offset <= 6; ++offset) {
                        candidates.push_back((std::round(centre / grid) + offset) * grid);
                    }
                }
                for (const double candidate : candidates) {
                    readings_ = best_readings_;
                    at(parameter) = candidate;
                    keep_if_better();
                }
            }
            if (best_ == before) {
                break;
            }
        }
    }

    const Sketch& sketch_;
    const GroundGrammar& grammar_;
    const ReadingTerms& terms_of_;
    TermStore& terms_;
    const NearTask& task_;
    std::vector<HoleReading> readings_;
    std::vector<std::uint32_t> learnt_;
    std::vector<Parameter> parameters_;
    ExactScore best_;
    std::size_t best_digits_ = std::numeric_limits<std::size_t>::max();
    std::vector<HoleReading> best_readings_;
};

} // namespace

std::optional<PolishedProgram> polished(const Sketch& sketch, const GroundGrammar& grammar,
                                        std::span<const HoleReading> readings,
                                        const ReadingTerms& terms_of, TermStore& terms,
                                        const NearTask& task) {
    return Polishing(sketch, grammar, readings, terms_of, terms, task).run();
}

} // namespace rasp_stitch::recognition
