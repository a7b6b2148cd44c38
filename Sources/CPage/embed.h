// The entry of page/FILE in the table of sources. Included once a file, after `#define FILE`: an
// #embed cannot come out of a macro.
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

{TEXT(FILE), (const char[]){
#embed TEXT(../../page/FILE)
, 0}},

#undef FILE
#undef TEXT
#undef TEXT_OF
