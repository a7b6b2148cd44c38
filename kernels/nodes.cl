// How the nodes of the field's grid lie in memory: a library of field.cl and convolution.cl.
//
// In tiles of NODES_TILE values y, so that what a group transforms lies together, and the nodes of
// a point are near one another: tile y / NODES_TILE, in it a row of NODES_WIDTH numbers for each x.
// The last NODES_HALO numbers of a row stand for the first of the same row in the next tile, so
// that no window of nodes is cut: charges there are to be added to those, and the field is written
// to both.

#ifndef NODES
#define NODES

#define NODES_TILE (2 * VECTOR)
#define NODES_HALO 8
#define NODES_WIDTH (NODES_TILE + NODES_HALO)

#endif
