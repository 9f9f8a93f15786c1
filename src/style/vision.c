#include "style/vision.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

/* Rows of RGB to RGB, linear; Machado et al. 2009, severity 1. */
static const double seen[CHORA_VISIONS][9] = {
    [CHORA_VISION_COMMON] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
    [CHORA_VISION_PROTAN] = { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216,
                              -0.003882, -0.048116, 1.051998 },
    [CHORA_VISION_DEUTAN] = { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413,
                              -0.011820, 0.042940, 0.968881 },
    [CHORA_VISION_TRITAN] = { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602,
                              0.004733, 0.691367, 0.303900 },
    [CHORA_VISION_GREY] = { 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152,
                            0.0722 },
};

static double linear(unsigned byte)
{
    double share = byte / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double lab_part(double share)
{
    return share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116;
}

chora_lab chora_vision_lab(chora_colour colour, chora_vision vision)
{
    double in[3] = { linear(colour >> 24), linear(colour >> 16 & 0xFF),
                     linear(colour >> 8 & 0xFF) };
    const double *m = seen[vision];
    double r = m[0] * in[0] + m[1] * in[1] + m[2] * in[2];
    double g = m[3] * in[0] + m[4] * in[1] + m[5] * in[2];
    double b = m[6] * in[0] + m[7] * in[1] + m[8] * in[2];
    r = fmin(fmax(r, 0), 1);
    g = fmin(fmax(g, 0), 1);
    b = fmin(fmax(b, 0), 1);
    double x = lab_part((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    double y = lab_part(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = lab_part((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return (chora_lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static double hue(double a, double b)
{
    if (a == 0 && b == 0)
        return 0;
    double angle = atan2(b, a) * 180 / pi;
    return angle < 0 ? angle + 360 : angle;
}

static double cosine(double degrees)
{
    return cos(degrees * pi / 180);
}

static double mean_hue(double p, double q, bool grey)
{
    if (grey)
        return p + q;
    if (fabs(p - q) <= 180)
        return (p + q) / 2;
    return p + q < 360 ? (p + q + 360) / 2 : (p + q - 360) / 2;
}

static double hue_step(double p, double q, bool grey)
{
    if (grey)
        return 0;
    double step = q - p;
    return step > 180 ? step - 360 : step < -180 ? step + 360 : step;
}

double chora_lab_distance(chora_lab p, chora_lab q)
{
    double chroma = (hypot(p.a, p.b) + hypot(q.a, q.b)) / 2, c7 = pow(chroma, 7);
    double stretch = 1.5 - 0.5 * sqrt(c7 / (c7 + 6103515625.0));
    double a1 = p.a * stretch, a2 = q.a * stretch, c1 = hypot(a1, p.b), c2 = hypot(a2, q.b);
    double h1 = hue(a1, p.b), h2 = hue(a2, q.b);
    bool grey = c1 * c2 == 0;
    double dl = q.l - p.l, dc = c2 - c1;
    double dh = 2 * sqrt(c1 * c2) * sin(hue_step(h1, h2, grey) / 2 * pi / 180);
    double l = (p.l + q.l) / 2, c = (c1 + c2) / 2, h = mean_hue(h1, h2, grey);
    double t = 1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) -
               0.20 * cosine(4 * h - 63);
    double turn = 30 * exp(-pow((h - 275) / 25, 2));
    double m7 = pow(c, 7), rc = 2 * sqrt(m7 / (m7 + 6103515625.0));
    double sl = 1 + 0.015 * pow(l - 50, 2) / sqrt(20 + pow(l - 50, 2));
    double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    double rt = -sin(2 * turn * pi / 180) * rc;
    double x = dl / sl, y = dc / sc, z = dh / sh;
    return sqrt(x * x + y * y + z * z + rt * y * z);
}
