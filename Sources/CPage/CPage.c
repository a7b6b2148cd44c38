#include "CPage.h"

// #embed is C23; the toolchain's clang takes it in any mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// One line a file, modules after those that they import; a test compares this list with the folder.
static const char shell_html[] = {
#embed "../../page/shell.html"
};
static const char style_css[] = {
#embed "../../page/style.css"
};
static const char data_checksum_js[] = {
#embed "../../page/data/checksum.js"
};
static const char data_problem_js[] = {
#embed "../../page/data/problem.js"
};
static const char data_sources_js[] = {
#embed "../../page/data/sources.js"
};
static const char data_blocks_js[] = {
#embed "../../page/data/blocks.js"
};
static const char data_manifest_js[] = {
#embed "../../page/data/manifest.js"
};
static const char data_column_js[] = {
#embed "../../page/data/column.js"
};
static const char data_graph_js[] = {
#embed "../../page/data/graph.js"
};
static const char data_sprites_js[] = {
#embed "../../page/data/sprites.js"
};
static const char data_model_js[] = {
#embed "../../page/data/model.js"
};
static const char color_palette_js[] = {
#embed "../../page/color/palette.js"
};
static const char color_groups_js[] = {
#embed "../../page/color/groups.js"
};
static const char color_scale_js[] = {
#embed "../../page/color/scale.js"
};
static const char color_coloring_js[] = {
#embed "../../page/color/coloring.js"
};
static const char find_query_js[] = {
#embed "../../page/find/query.js"
};
static const char find_search_js[] = {
#embed "../../page/find/search.js"
};
static const char find_neighbors_js[] = {
#embed "../../page/find/neighbors.js"
};
static const char select_regions_js[] = {
#embed "../../page/select/regions.js"
};
static const char select_selection_js[] = {
#embed "../../page/select/selection.js"
};
static const char select_export_js[] = {
#embed "../../page/select/export.js"
};
static const char draw_frame_js[] = {
#embed "../../page/draw/frame.js"
};
static const char draw_camera_js[] = {
#embed "../../page/draw/camera.js"
};
static const char draw_scene_js[] = {
#embed "../../page/draw/scene.js"
};
static const char draw_laid_js[] = {
#embed "../../page/draw/laid.js"
};
static const char draw_stamps_js[] = {
#embed "../../page/draw/stamps.js"
};
static const char draw_webgl_js[] = {
#embed "../../page/draw/webgl.js"
};
static const char draw_splatter_js[] = {
#embed "../../page/draw/splatter.js"
};
static const char draw_painter_js[] = {
#embed "../../page/draw/painter.js"
};
static const char draw_paint_js[] = {
#embed "../../page/draw/paint.js"
};
static const char draw_overlay_js[] = {
#embed "../../page/draw/overlay.js"
};
static const char draw_flight_js[] = {
#embed "../../page/draw/flight.js"
};
static const char draw_pick_js[] = {
#embed "../../page/draw/pick.js"
};
static const char draw_view_js[] = {
#embed "../../page/draw/view.js"
};
static const char maps_js[] = {
#embed "../../page/maps.js"
};
static const char state_state_js[] = {
#embed "../../page/state/state.js"
};
static const char state_link_js[] = {
#embed "../../page/state/link.js"
};
static const char app_js[] = {
#embed "../../page/app.js"
};
static const char ui_element_js[] = {
#embed "../../page/ui/element.js"
};
static const char ui_cells_js[] = {
#embed "../../page/ui/cells.js"
};
static const char ui_card_js[] = {
#embed "../../page/ui/card.js"
};
static const char ui_hit_js[] = {
#embed "../../page/ui/hit.js"
};
static const char ui_find_js[] = {
#embed "../../page/ui/find.js"
};
static const char ui_legend_js[] = {
#embed "../../page/ui/legend.js"
};
static const char ui_color_js[] = {
#embed "../../page/ui/color.js"
};
static const char ui_selection_js[] = {
#embed "../../page/ui/selection.js"
};
static const char ui_point_js[] = {
#embed "../../page/ui/point.js"
};
static const char ui_maps_js[] = {
#embed "../../page/ui/maps.js"
};
static const char ui_about_js[] = {
#embed "../../page/ui/about.js"
};
static const char ui_pointer_js[] = {
#embed "../../page/ui/pointer.js"
};
static const char ui_tools_js[] = {
#embed "../../page/ui/tools.js"
};
static const char ui_keyboard_js[] = {
#embed "../../page/ui/keyboard.js"
};
static const char ui_address_js[] = {
#embed "../../page/ui/address.js"
};
static const char ui_views_js[] = {
#embed "../../page/ui/views.js"
};
static const char main_js[] = {
#embed "../../page/main.js"
};

#define SOURCE(path, symbol) {path, symbol, sizeof symbol}

static const struct astrolabe_page_source sources[] = {
    SOURCE("shell.html", shell_html),
    SOURCE("style.css", style_css),
    SOURCE("data/checksum.js", data_checksum_js),
    SOURCE("data/problem.js", data_problem_js),
    SOURCE("data/sources.js", data_sources_js),
    SOURCE("data/blocks.js", data_blocks_js),
    SOURCE("data/manifest.js", data_manifest_js),
    SOURCE("data/column.js", data_column_js),
    SOURCE("data/graph.js", data_graph_js),
    SOURCE("data/sprites.js", data_sprites_js),
    SOURCE("data/model.js", data_model_js),
    SOURCE("color/palette.js", color_palette_js),
    SOURCE("color/groups.js", color_groups_js),
    SOURCE("color/scale.js", color_scale_js),
    SOURCE("color/coloring.js", color_coloring_js),
    SOURCE("find/query.js", find_query_js),
    SOURCE("find/search.js", find_search_js),
    SOURCE("find/neighbors.js", find_neighbors_js),
    SOURCE("select/regions.js", select_regions_js),
    SOURCE("select/selection.js", select_selection_js),
    SOURCE("select/export.js", select_export_js),
    SOURCE("draw/frame.js", draw_frame_js),
    SOURCE("draw/camera.js", draw_camera_js),
    SOURCE("draw/scene.js", draw_scene_js),
    SOURCE("draw/laid.js", draw_laid_js),
    SOURCE("draw/stamps.js", draw_stamps_js),
    SOURCE("draw/webgl.js", draw_webgl_js),
    SOURCE("draw/splatter.js", draw_splatter_js),
    SOURCE("draw/painter.js", draw_painter_js),
    SOURCE("draw/paint.js", draw_paint_js),
    SOURCE("draw/overlay.js", draw_overlay_js),
    SOURCE("draw/flight.js", draw_flight_js),
    SOURCE("draw/pick.js", draw_pick_js),
    SOURCE("draw/view.js", draw_view_js),
    SOURCE("maps.js", maps_js),
    SOURCE("state/state.js", state_state_js),
    SOURCE("state/link.js", state_link_js),
    SOURCE("app.js", app_js),
    SOURCE("ui/element.js", ui_element_js),
    SOURCE("ui/cells.js", ui_cells_js),
    SOURCE("ui/card.js", ui_card_js),
    SOURCE("ui/hit.js", ui_hit_js),
    SOURCE("ui/find.js", ui_find_js),
    SOURCE("ui/legend.js", ui_legend_js),
    SOURCE("ui/color.js", ui_color_js),
    SOURCE("ui/selection.js", ui_selection_js),
    SOURCE("ui/point.js", ui_point_js),
    SOURCE("ui/maps.js", ui_maps_js),
    SOURCE("ui/about.js", ui_about_js),
    SOURCE("ui/pointer.js", ui_pointer_js),
    SOURCE("ui/tools.js", ui_tools_js),
    SOURCE("ui/keyboard.js", ui_keyboard_js),
    SOURCE("ui/address.js", ui_address_js),
    SOURCE("ui/views.js", ui_views_js),
    SOURCE("main.js", main_js),
};

unsigned long long astrolabe_page_source_count(void) { return sizeof sources / sizeof *sources; }

const struct astrolabe_page_source *astrolabe_page_source_at(unsigned long long index) {
  return &sources[index];
}
