#include "recognition/relaxed/convolution.hpp"

#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::recognition {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

// As a loop of its own: the operations on tensors would make a table of all pairs.
class ConvolutionFunction : public Function<ConvolutionFunction> {
public:
    // Both have the same first dimensions.
    static at::Tensor forward(AutogradContext* context, const at::Tensor& a, const at::Tensor& b) {
        const at::Tensor left = a.contiguous();
        const at::Tensor right = b.contiguous();
        std::vector<std::int64_t> shape = left.sizes().vec();
        shape.back() += right.size(-1) - 1;
        at::Tensor result = at::zeros(shape, at::kDouble);
        const auto rows = static_cast<std::size_t>(left.numel() / left.size(-1));
        const auto width_a = static_cast<std::size_t>(left.size(-1));
        const auto width_b = static_cast<std::size_t>(right.size(-1));
        const double* x = left.data_ptr<double>();
        const double* y = right.data_ptr<double>();
        double* sum = result.data_ptr<double>();
        for (std::size_t row = 0; row < rows; ++row) {
            for (std::size_t i = 0; i < width_a; ++i) {
                for (std::size_t k = 0; k < width_b; ++k) {
                    sum[i + k] += x[i] * y[k];
                }
            }
            x += width_a;
            y += width_b;
            sum += width_a + width_b - 1;
        }
        context->save_for_backward({left, right});
        return result;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor slopes = gradients[0].contiguous();
        at::Tensor by_a = at::empty_like(saved[0]);
        at::Tensor by_b = at::zeros_like(saved[1]);
        const auto rows = static_cast<std::size_t>(saved[0].numel() / saved[0].size(-1));
        const auto width_a = static_cast<std::size_t>(saved[0].size(-1));
        const auto width_b = static_cast<std::size_t>(saved[1].size(-1));
        const double* x = saved[0].data_ptr<double>();
        const double* y = saved[1].data_ptr<double>();
        const double* slope = slopes.data_ptr<double>();
        double* slope_a = by_a.data_ptr<double>();
        double* slope_b = by_b.data_ptr<double>();
        for (std::size_t row = 0; row < rows; ++row) {
            for (std::size_t i = 0; i < width_a; ++i) {
                double sum = 0;
                for (std::size_t k = 0; k < width_b; ++k) {
                    sum += slope[i + k] * y[k];
                    slope_b[k] += slope[i + k] * x[i];
                }
                slope_a[i] = sum;
            }
            x += width_a;
            slope_a += width_a;
            y += width_b;
            slope_b += width_b;
            slope += width_a + width_b - 1;
        }
        return {by_a, by_b};
    }
};

} // namespace

at::Tensor convolved(const at::Tensor& a, const at::Tensor& b) {
    std::vector<std::int64_t> shape(static_cast<std::size_t>(a.dim()), -1);
    for (std::int64_t i = 0; i + 1 < a.dim(); ++i) {
        shape[static_cast<std::size_t>(i)] = std::max(a.size(i), b.size(i));
    }
    return ConvolutionFunction::apply(a.expand(shape), b.expand(shape));
}

} // namespace rasp_stitch::recognition
