#pragma once

// The files that rasp-recognize reads. All functions throw InputError with the file and the place
// in it.

#include "enumerator/solve/merged_tasks.hpp"
#include "recognition/lessons/model.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::recognition {

std::vector<enumerator::SearchTask> read_tasks_file(const std::string& path);

Model read_model_file(const std::string& path);

} // namespace rasp_stitch::recognition
