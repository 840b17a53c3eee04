#include "ui/tools/describe/scheduler_list.h"

namespace ui {

std::span<const SchedulerName> schedulerList() {
    static constexpr SchedulerName kList[] = {
        {"ddim", "DDIM"},
        {"ddpm", "DDPM"},
        {"pndm", "PNDM"},
        {"euler", "Euler"},
        {"euler_a", "Euler ancestral"},
        {"dpmpp_2m", "DPM++ 2M"},
        {"dpmpp_2m_karras", "DPM++ 2M Karras"},
        {"dpmpp_2m_sde", "DPM++ 2M SDE"},
        {"dpmpp_2m_sde_karras", "DPM++ 2M SDE Karras"},
        {"unipc", "UniPC"},
        {"unipc_karras", "UniPC Karras"},
        {"lcm", "LCM"},
    };
    return kList;
}

}  // namespace ui
