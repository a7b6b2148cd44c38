#include "CPage.h"

// #embed is C23; the toolchain's clang takes it in any mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Two lines a file, in this place alone, modules after those that they import; tests compare this
// list with the folder and its order with the imports.
static const struct astrolabe_page_source sources[] = {
#define FILE shell.html
#include "embed.h"
#define FILE style.css
#include "embed.h"
#define FILE data/checksum.js
#include "embed.h"
#define FILE data/problem.js
#include "embed.h"
#define FILE data/sources.js
#include "embed.h"
#define FILE data/blocks.js
#include "embed.h"
#define FILE data/manifest.js
#include "embed.h"
#define FILE data/column.js
#include "embed.h"
#define FILE data/graph.js
#include "embed.h"
#define FILE data/sprites.js
#include "embed.h"
#define FILE data/model.js
#include "embed.h"
#define FILE color/palette.js
#include "embed.h"
#define FILE color/groups.js
#include "embed.h"
#define FILE color/scale.js
#include "embed.h"
#define FILE color/coloring.js
#include "embed.h"
#define FILE find/query.js
#include "embed.h"
#define FILE find/search.js
#include "embed.h"
#define FILE find/neighbors.js
#include "embed.h"
#define FILE select/regions.js
#include "embed.h"
#define FILE select/selection.js
#include "embed.h"
#define FILE select/export.js
#include "embed.h"
#define FILE draw/frame.js
#include "embed.h"
#define FILE draw/camera.js
#include "embed.h"
#define FILE draw/scene.js
#include "embed.h"
#define FILE draw/laid.js
#include "embed.h"
#define FILE draw/stamps.js
#include "embed.h"
#define FILE draw/webgl.js
#include "embed.h"
#define FILE draw/splatter.js
#include "embed.h"
#define FILE draw/painter.js
#include "embed.h"
#define FILE draw/paint.js
#include "embed.h"
#define FILE layers/marks.js
#include "embed.h"
#define FILE layers/thumbnails.js
#include "embed.h"
#define FILE layers/found.js
#include "embed.h"
#define FILE layers/neighbors.js
#include "embed.h"
#define FILE layers/pointed.js
#include "embed.h"
#define FILE layers/outline.js
#include "embed.h"
#define FILE draw/overlay.js
#include "embed.h"
#define FILE draw/flight.js
#include "embed.h"
#define FILE draw/pick.js
#include "embed.h"
#define FILE draw/view.js
#include "embed.h"
#define FILE maps.js
#include "embed.h"
#define FILE state/rows.js
#include "embed.h"
#define FILE state/fields.js
#include "embed.h"
#define FILE state/state.js
#include "embed.h"
#define FILE state/link.js
#include "embed.h"
#define FILE app.js
#include "embed.h"
#define FILE ui/element.js
#include "embed.h"
#define FILE ui/cells.js
#include "embed.h"
#define FILE ui/card.js
#include "embed.h"
#define FILE ui/hit.js
#include "embed.h"
#define FILE ui/find.js
#include "embed.h"
#define FILE ui/legend.js
#include "embed.h"
#define FILE ui/color.js
#include "embed.h"
#define FILE ui/selection.js
#include "embed.h"
#define FILE ui/point.js
#include "embed.h"
#define FILE ui/maps.js
#include "embed.h"
#define FILE ui/about.js
#include "embed.h"
#define FILE ui/pointer.js
#include "embed.h"
#define FILE ui/tools.js
#include "embed.h"
#define FILE ui/keyboard.js
#include "embed.h"
#define FILE ui/address.js
#include "embed.h"
#define FILE ui/views.js
#include "embed.h"
#define FILE main.js
#include "embed.h"
};

unsigned long long astrolabe_page_source_count(void) { return sizeof sources / sizeof *sources; }

const struct astrolabe_page_source *astrolabe_page_source_at(unsigned long long index) {
  return &sources[index];
}
