#include "recognition/relaxed/relaxed_batch.hpp"

#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

bool is_whole(const rasp::Value& value) {
    const double number = rasp::number_of(value);
    return std::abs(number) <= most_on_grid && number == std::floor(number);
}

// Gathers values of one kind.
class Points {
public:
    void add(const rasp::Value& value) {
        kind_ = rasp::kind_of(value);
        if (kind_ == rasp::ValueKind::string) {
            texts_.push_back(std::get<std::string>(value));
        } else if (kind_ == rasp::ValueKind::number) {
            all_whole_ = all_whole_ && is_whole(value);
            least_ = std::min(least_, rasp::number_of(value));
            most_ = std::max(most_, rasp::number_of(value));
        }
    }

    std::shared_ptr<const Grid> grid(std::size_t most_points) && {
        if (!texts_.empty()) {
            return std::make_shared<const Grid>(Grid::strings(std::move(texts_)));
        }
        const bool fits = kind_ == rasp::ValueKind::number && all_whole_ && least_ <= most_ &&
                          most_ - least_ < static_cast<double>(most_points);
        return fits ? std::make_shared<const Grid>(Grid::whole(static_cast<std::int64_t>(least_),
                                                               static_cast<std::int64_t>(most_)))
                    : nullptr;
    }

private:
    rasp::ValueKind kind_ = rasp::ValueKind::boolean;
    std::vector<std::string> texts_;
    bool all_whole_ = true;
    double least_ = std::numeric_limits<double>::infinity();
    double most_ = -std::numeric_limits<double>::infinity();
};

std::int64_t place_in(const Grid& grid, const rasp::Value& value) {
    const auto place = grid.has_strings()
                           ? grid.place_of(std::string_view(std::get<std::string>(value)))
                           : grid.place_of(static_cast<std::int64_t>(rasp::number_of(value)));
    if (!place) {
        throw std::invalid_argument("a token is not on the grid of tokens that was given");
    }
    return static_cast<std::int64_t>(*place);
}

bool fits(const Grid& grid, rasp::ValueKind kind) {
    return grid.has_strings() ? kind == rasp::ValueKind::string : kind == rasp::ValueKind::number;
}

// Where nothing stands, there is the first point, 0 or false.
RelaxedValue sequences(std::span<const rasp::Sequence> rows, std::size_t length,
                       rasp::ValueKind kind, const std::shared_ptr<const Grid>& grid) {
    const auto inputs = static_cast<std::int64_t>(rows.size());
    const auto width = static_cast<std::int64_t>(length);
    const bool on_grid = grid != nullptr && fits(*grid, kind);
    at::Tensor values = at::zeros({inputs, width}, on_grid ? at::kLong : at::kDouble);
    for (std::int64_t i = 0; i < inputs; ++i) {
        const rasp::Sequence& row = rows[static_cast<std::size_t>(i)];
        for (std::size_t k = 0; k < row.size(); ++k) {
            const std::int64_t at = i * width + static_cast<std::int64_t>(k);
            if (on_grid) {
                values.data_ptr<std::int64_t>()[at] = place_in(*grid, row[k]);
            } else {
                values.data_ptr<double>()[at] = rasp::number_of(row[k]);
            }
        }
    }
    if (on_grid) {
        return RelaxedValue::on_grid(
            grid, at::one_hot(values, static_cast<std::int64_t>(grid->size())).to(at::kDouble));
    }
    return kind == rasp::ValueKind::boolean ? RelaxedValue::booleans(values)
                                            : RelaxedValue::scalars(values);
}

rasp::ValueKind kind_of_tokens(std::span<const rasp::Input> inputs) {
    for (const rasp::Input& input : inputs) {
        if (!input.tokens.empty()) {
            return rasp::kind_of(input.tokens.front());
        }
    }
    return rasp::ValueKind::number;
}

} // namespace

std::shared_ptr<const Grid> token_grid(std::span<const rasp::Input> inputs,
                                       std::size_t most_points) {
    const rasp::ValueKind kind = kind_of_tokens(inputs);
    Points points;
    for (const rasp::Input& input : inputs) {
        std::ranges::for_each(input.tokens,
                              [&points](const rasp::Value& token) { points.add(token); });
        if (input.atom && rasp::kind_of(*input.atom) == kind) {
            points.add(*input.atom);
        }
    }
    return std::move(points).grid(most_points);
}

RelaxedBatch::RelaxedBatch(std::span<const rasp::Input> inputs,
                           const RelaxedBatchOptions& options) {
    std::size_t longest = 1;
    std::vector<rasp::Sequence> tokens;
    std::vector<rasp::Sequence> atoms;
    Points atom_points;
    for (const rasp::Input& input : inputs) {
        lengths_.push_back(input.tokens.size());
        longest = std::max(longest, input.tokens.size());
        tokens.push_back(input.tokens);
        if (input.atom) {
            atoms.push_back({*input.atom});
            atom_points.add(*input.atom);
        }
    }
    padded_length_ = std::max(longest, options.padded_length);
    const auto width = static_cast<std::int64_t>(padded_length_);
    std::vector<double> lengths(lengths_.begin(), lengths_.end());
    sizes_ = doubles(lengths, {static_cast<std::int64_t>(lengths.size()), 1});
    positions_ = at::arange(width, at::kDouble).unsqueeze(0);
    mask_ = positions_.lt(sizes_).to(at::kDouble);

    const rasp::ValueKind kind = kind_of_tokens(inputs);
    const auto grid = options.tokens ? options.tokens : token_grid(inputs, options.most_points);
    tokens_ = sequences(tokens, padded_length_, kind, grid);
    if (!atoms.empty()) {
        const rasp::ValueKind atom_kind = rasp::kind_of(atoms.front().front());
        const bool is_same = atom_kind == kind && grid != nullptr;
        atom_ = sequences(atoms, 1, atom_kind,
                          is_same ? grid : std::move(atom_points).grid(options.most_points));
    }
    const auto most = static_cast<std::int64_t>(longest);
    indices_ =
        RelaxedValue::on_grid(std::make_shared<const Grid>(Grid::whole(0, most - 1)),
                              at::one_hot(at::arange(width, at::kLong).clamp_max(most - 1), most)
                                  .to(at::kDouble)
                                  .unsqueeze(0));
    length_ = RelaxedValue::on_grid(std::make_shared<const Grid>(Grid::whole(0, most)),
                                    at::one_hot(sizes_.to(at::kLong), most + 1).to(at::kDouble));
}

} // namespace rasp_stitch::recognition
