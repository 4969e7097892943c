#include "recognition/relaxed/selected_counts.hpp"

#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

// The rows of a tensor in contiguous memory.
struct Rows {
    const double* first;
    std::size_t count;
    std::size_t width;

    std::span<const double> operator[](std::size_t row) const {
        return {first + row * width, width};
    }
};

Rows rows_of(const at::Tensor& contiguous) {
    const auto width = static_cast<std::size_t>(contiguous.size(-1));
    return {.first = contiguous.data_ptr<double>(),
            .count = width == 0 ? 0 : static_cast<std::size_t>(contiguous.numel()) / width,
            .width = width};
}

// The probabilities of none and of one among the keys so far.
struct Two {
    double none = 1;
    double one = 0;

    Two with(double key) const {
        return {.none = none * (1 - key), .one = one * (1 - key) + none * key};
    }
};

// A gradient that is missing is 0.
at::Tensor dense(const at::Tensor& gradient, const at::Tensor& like) {
    return gradient.defined() ? gradient.contiguous() : at::zeros_like(like);
}

class NoneAndOneFunction : public Function<NoneAndOneFunction> {
public:
    static variable_list forward(AutogradContext* context, const at::Tensor& selector) {
        const at::Tensor keys = selector.contiguous();
        const Rows rows = rows_of(keys);
        at::Tensor none = at::empty(keys.sizes().slice(0, keys.sizes().size() - 1), at::kDouble);
        at::Tensor one = at::empty_like(none);
        for (std::size_t row = 0; row < rows.count; ++row) {
            Two counts;
            for (const double key : rows[row]) {
                counts = counts.with(key);
            }
            none.data_ptr<double>()[row] = counts.none;
            one.data_ptr<double>()[row] = counts.one;
        }
        context->save_for_backward({keys});
        return {none, one};
    }

    // The derivative by a key needs the counts of all others: of those before and those behind.
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const at::Tensor keys = context->get_saved_variables()[0];
        const Rows rows = rows_of(keys);
        const at::Tensor by_none = dense(gradients[0], keys.select(-1, 0));
        const at::Tensor by_one = dense(gradients[1], keys.select(-1, 0));
        at::Tensor result = at::empty_like(keys);
        std::vector<Two> before(rows.width);
        for (std::size_t row = 0; row < rows.count; ++row) {
            const std::span<const double> key = rows[row];
            Two counts;
            for (std::size_t k = 0; k < rows.width; ++k) {
                before[k] = counts;
                counts = counts.with(key[k]);
            }
            const double none = by_none.data_ptr<double>()[row];
            const double one = by_one.data_ptr<double>()[row];
            Two behind;
            for (std::size_t k = rows.width; k-- > 0;) {
                const double no_other = before[k].none * behind.none;
                const double one_other = before[k].none * behind.one + before[k].one * behind.none;
                result.data_ptr<double>()[row * rows.width + k] =
                    one * (no_other - one_other) - none * no_other;
                behind = behind.with(key[k]);
            }
        }
        return {result};
    }
};

// Puts the distributions of the counts of the first 0, 1, ... keys into a table of as many rows of
// width + 1.
void fill_counts(std::span<const double> keys, std::vector<double>& table) {
    const std::size_t width = keys.size() + 1;
    std::ranges::fill(table, 0.0);
    table[0] = 1;
    for (std::size_t k = 0; k < keys.size(); ++k) {
        const double* const now = table.data() + k * width;
        double* const next = table.data() + (k + 1) * width;
        for (std::size_t count = 0; count <= k + 1; ++count) {
            next[count] = now[count] * (1 - keys[k]) + (count > 0 ? now[count - 1] * keys[k] : 0);
        }
    }
}

class CountFunction : public Function<CountFunction> {
public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& selector) {
        const at::Tensor keys = selector.contiguous();
        const Rows rows = rows_of(keys);
        std::vector<std::int64_t> shape = keys.sizes().vec();
        ++shape.back();
        at::Tensor result = at::empty(shape, at::kDouble);
        const std::size_t width = rows.width + 1;
        std::vector<double> table(width * width);
        for (std::size_t row = 0; row < rows.count; ++row) {
            fill_counts(rows[row], table);
            std::copy_n(table.data() + rows.width * width, width,
                        result.data_ptr<double>() + row * width);
        }
        context->save_for_backward({keys});
        return result;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const at::Tensor keys = context->get_saved_variables()[0];
        const Rows rows = rows_of(keys);
        const std::size_t width = rows.width + 1;
        const at::Tensor by_count = gradients[0].contiguous();
        at::Tensor result = at::empty_like(keys);
        std::vector<double> table(width * width);
        std::vector<double> slopes(width + 1); // by the counts of the first k + 1 keys
        for (std::size_t row = 0; row < rows.count; ++row) {
            const std::span<const double> key = rows[row];
            fill_counts(key, table);
            std::copy_n(by_count.data_ptr<double>() + row * width, width, slopes.data());
            slopes[width] = 0;
            for (std::size_t k = rows.width; k-- > 0;) {
                const double* const now = table.data() + k * width;
                double slope = 0;
                for (std::size_t count = 0; count <= k; ++count) {
                    slope += now[count] * (slopes[count + 1] - slopes[count]);
                    slopes[count] = slopes[count] * (1 - key[k]) + slopes[count + 1] * key[k];
                }
                result.data_ptr<double>()[row * rows.width + k] = slope;
            }
        }
        return {result};
    }
};

} // namespace

NoneAndOne none_and_one(const at::Tensor& selector) {
    const variable_list counts = NoneAndOneFunction::apply(selector);
    return {.none = counts[0], .one = counts[1]};
}

at::Tensor distribution_of_count(const at::Tensor& selector) {
    return CountFunction::apply(selector);
}

} // namespace rasp_stitch::recognition
