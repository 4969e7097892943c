#include "recognition/relaxed/relaxed_kernels.hpp"

#include "recognition/relaxed/tensors.hpp"

#include <cmath>
#include <string>
#include <utility>

namespace rasp_stitch::recognition {

RelaxedValue relaxed_literal(const rasp::Value& value) {
    const at::Tensor sure = at::ones({1, 1, 1}, at::kDouble);
    switch (rasp::kind_of(value)) {
    case rasp::ValueKind::string:
        return RelaxedValue::on_grid(
            std::make_shared<const Grid>(Grid::strings({std::get<std::string>(value)})), sure);
    case rasp::ValueKind::boolean:
        return RelaxedValue::booleans(at::full({1, 1}, rasp::number_of(value), at::kDouble));
    case rasp::ValueKind::number:
        break;
    }
    const double number = rasp::number_of(value);
    if (std::abs(number) > most_on_grid || number != std::floor(number)) {
        return RelaxedValue::scalars(at::full({1, 1}, number, at::kDouble));
    }
    const auto whole = static_cast<std::int64_t>(number);
    return RelaxedValue::on_grid(std::make_shared<const Grid>(Grid::whole(whole, whole)), sure);
}

} // namespace rasp_stitch::recognition
