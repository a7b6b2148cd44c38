// How the nodes of the field's grid lie in memory: a library of field.cl and convolution.cl.
//
// In tiles of TILE values y, so that what a group transforms lies together, and the nodes of a point
// are near one another: tile y / TILE, in it a row of WIDTH numbers for each x. The last HALO numbers
// of a row stand for the first of the same row in the next tile, so that no window of nodes is cut:
// charges there are to be added to those, and the field is written to both.

#define TILE (2 * VECTOR)
#define HALO 8
#define WIDTH (TILE + HALO)
